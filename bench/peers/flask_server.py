"""Flask's static files on its own server, as the original ran it; port and folder are arguments."""
import logging
import sys

from flask import Flask

port, folder = sys.argv[1:]
logging.getLogger("werkzeug").setLevel(logging.ERROR)
app = Flask(__name__, static_folder=folder, static_url_path="/media")
app.run(port=int(port), threaded=True)
