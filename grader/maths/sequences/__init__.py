"""Sequences of words found in text, with their log-likelihoods."""
