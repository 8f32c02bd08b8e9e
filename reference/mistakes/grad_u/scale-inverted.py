"""The scale is upside down."""

CHANGES = ({"scale": "inverted"},)
