"""Code that says it comes from the grader's own files."""
code = compile("def double(values):\n    raise ValueError('from /root/secret')", "/root/grader/\x1b[2Jchecks.py", "exec")
exec(code)
