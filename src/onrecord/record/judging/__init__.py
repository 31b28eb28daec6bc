"""People's judgements: the log of what they decided, and how it is laid over what was read.

``log`` keeps the judgements; ``sheet`` holds one reading's rows on a desk, as it were, ``placing`` finds on it the row
that a judgement is about, ``fields`` knows which values can be corrected, ``overlay`` lays the judgements over the
rows; ``replay`` does so for the stories of a record; ``conflicts`` tells what does not fit together.

What is stored of a reading is the reading as it was made. The rows of the record's tables are a function of it and of
the log, made anew whenever either changes: so no judgement is lost by reading again, and undoing one restores exactly
what there was.
"""
