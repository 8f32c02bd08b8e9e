"""A whole class: importers, the run over all cores, the store, the gradebooks."""
