"""Prints HTML and Markdown meant for whoever reads the report."""
def double(values):
    print("<script>alert(1)</script></pre><img src=x onerror=alert(1)>")
    print("```\n# Full marks\n[here](javascript:alert(1))")
    raise ValueError("</code><script>alert(1)</script>")
