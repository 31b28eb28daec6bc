"""What only shows across stories: one entity under many names, copies, the same event told twice, disputes.

Pure functions and small classes over readings and rows: no store, no input or output.
"""
