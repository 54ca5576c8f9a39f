"""The benchmark: Forthright beside django-helpdesk, in one run on one machine. See README.md."""
