"""One reader for each format, from a file to a document; the table of all of them is in `readers`."""
