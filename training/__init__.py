"""How each shipped model and table was made: data in, weights and card out, one command each."""
