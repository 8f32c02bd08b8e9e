"""The files of a submission: gathered from a folder or an archive, within bounds, and decoded."""
