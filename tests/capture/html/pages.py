"""Pages of invented outlets for the tests of this folder."""

PARAGRAPHS = [
    "HARROWGATE: The harbour council voted on Tuesday to close the old swing bridge for nine months of repairs.",
    "The bridge, opened in 1931, carries about four thousand cars a day, and its machinery has failed twice this year.",
    "“We cannot go on patching it,” said Ines Marrow, who chairs the council, after a meeting that lasted five hours.",
    "Shopkeepers on the island side fear for their trade. A petition against the closure has gathered 2,100 names.",
    "The ferry company said it would add six crossings a day from April, and that tickets would cost no more.",
]

HEAD = """<html lang="en"><head><title>Swing bridge to close for nine months | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="og:title" content="Swing bridge to close for nine months">
<meta name="description" content="Ferries will run more often while the machinery of 1931 is replaced.">
<link rel="canonical" href="https://harbourpost.example/news/swing-bridge">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Swing bridge to close for nine months", "datePublished": "2024-03-05T21:10:00+11:00",
 "dateModified": "2024-03-07T08:00:00+11:00", "author": [{"@type": "Person", "name": "Tilda Okafor"}]}</script>
</head>"""

STORY = (
    HEAD
    + """<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site work and to measure how it is used by our readers
every day. You can change your mind at any time in the settings.</p></div>
<article>
 <h1>Swing bridge to close for nine months</h1>
 <p class="standfirst">Ferries will run more often while the machinery of 1931 is replaced.</p>
 <ul class="key-points"><li>• Repairs begin on 2 April</li><li>• Six more ferry crossings a day</li></ul>
 <div class="byline">By <a rel="author" href="/tilda">Tilda Okafor</a></div>
 <time datetime="2024-03-05T21:10:00+11:00">5 March 2024</time>
 <figure><img src="bridge.jpg"><figcaption>The bridge at low tide.
   <span class="credit">Photo: Bram Osei/Harbour Post</span></figcaption></figure>
 <div class="article-body">
  <p>"""
    + "</p>\n  <p>".join(PARAGRAPHS[:3])
    + """</p>
  <div class="related"><h3>Related</h3><p><a href="/other">Ferry company posts record profit for the third year
   running, says its chief</a></p></div>
  <h2>Shops fear for trade</h2>
  <p>"""
    + "</p>\n  <p>".join(PARAGRAPHS[3:])
    + """</p>
 </div>
 <div class="share-bar"><p>Share this story with your friends and neighbours on any of the networks we are on.</p>
 </div>
</article>
<footer><p>© 2024 The Harbour Post. All rights reserved. No part of this site may be copied.</p></footer>
</body></html>"""
)


def page(body: str, head: str = "<html><head></head>") -> str:
    """A page with this body."""
    return f"{head}<body>{body}</body></html>"


def paragraphs(tag: str = "p") -> str:
    """The body of the bridge story as markup."""
    return "".join(f"<{tag}>{text}</{tag}>" for text in PARAGRAPHS)
