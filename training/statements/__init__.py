"""How the weights of the statement rules, and their balance with the model, were made."""
