"""The desk: the record in a browser. Rooms, their pages and their JSON, and what keeps strangers out.

app.py        the application: routes of the rooms, errors as pages
room.py       what a room is: a path, a page as a value, its template; the page's JSON comes with it
guards.py     Host, Origin, tokens, the content security policy
paper.py      how values become words in templates
serving.py    the server that `onrecord desk` starts
rooms/        one file a room: a question to the record in, a page as a value out
templates/, static/   all that a page needs; nothing comes from elsewhere
"""

from onrecord.desk.app import application

__all__ = ["application"]
