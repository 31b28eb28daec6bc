"""The containers that news is kept in: one file a format.

Two kinds. What holds many captures (WARC, ZIP, feed, JSON Lines, mbox, the exports of news archives) has a
``captures_of``: it hands out one ``Capture`` a member, streaming where the format allows it. What holds one story in
its own wrapping (JSON object, mail, MHTML, PDF, a member of an export) has a ``drafts_of``, which unwraps the
capture's bytes when its stories are asked for, so that the bytes stay as they were taken.
"""
