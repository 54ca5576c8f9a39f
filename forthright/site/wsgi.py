"""The door for web servers: gunicorn forthright.site.wsgi"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forthright.site.settings")
application = get_wsgi_application()
