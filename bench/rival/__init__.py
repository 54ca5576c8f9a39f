"""A minimal project around django-helpdesk, as its own documents describe one."""
