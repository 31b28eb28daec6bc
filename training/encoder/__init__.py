"""How the encoder and its heads were trained: see ``python -m training.encoder --help``."""
