"""Which page is where?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
