"""What people see drawn: records in, rich renderables out.

terminal  consortium_found  report     suggestions, whole consortia, a back-test
tables  progress                       ... and what all of it is made of
"""
