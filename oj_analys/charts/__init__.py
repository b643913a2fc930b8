"""Charts: a compared frame in, a finished picture with its words out; one module per form."""
