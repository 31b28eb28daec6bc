"""Plain-text copies of pages: their lines get roles, and become drafts of stories."""
