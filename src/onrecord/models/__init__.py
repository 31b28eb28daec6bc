"""The small trained models that stages call, their runtime, and their model cards."""
