"""`answers.yaml`, read as a student means it."""
