"""How the event stage learns its types and its sense of what is news of politics: sentences of our own, and fits."""
