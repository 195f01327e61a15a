# Flask's own static files, on its own server. Its port and folder are arguments.
import logging
import sys

from flask import Flask

port, root = sys.argv[1:]
logging.getLogger("werkzeug").setLevel(logging.ERROR)
app = Flask(__name__, static_folder=root, static_url_path="")
app.run(host="127.0.0.1", port=int(port), threaded=True)
