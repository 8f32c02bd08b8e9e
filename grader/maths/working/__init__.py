"""Working judged line by line from declarations alone (`grader compare`, ``kind: derivation``)."""
