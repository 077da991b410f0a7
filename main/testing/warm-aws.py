"""The AWS CLI, loaded once: every command runs in a fork of this process, with its own words, environment, folder and files.

    warm-aws.py SOCKET

Ends with its standard input, and takes the socket's folder with it. A command is one connection: the JSON of what it is
given with its three files, then its exit code comes back. The code is that of the command's own program:
awscli.clidriver.main().
"""

import array
import json
import os
import shutil
import signal
import socket
import sys
import threading
import time

import awscli.clidriver
import botocore.loaders

READ = {}
read_file = botocore.loaders.JSONFileLoader.load_file


def read_once(self, path):
    if path not in READ:
        READ[path] = read_file(self, path)
    return READ[path]


def receive(connection):
    """The JSON of a command, ended by a line feed, and the files that came with it."""
    text, files = b'', array.array('i')
    while not text.endswith(b'\n'):
        part, extra, _, _ = connection.recvmsg(65536, socket.CMSG_SPACE(3 * files.itemsize))
        if not part:
            raise EOFError
        for _, kind, data in extra:
            if kind == socket.SCM_RIGHTS:
                files.frombytes(data)
        text += part
    return json.loads(text), files


def run(connection):
    """In the fork: becomes the command."""
    given, files = receive(connection)
    for number, file in enumerate(files):
        os.dup2(file, number)
    data = os.environ['AWS_DATA_PATH']
    os.environ.clear()
    # What importing awscli adds to the environment of a command's own process.
    os.environ.update({**given['env'], 'AWS_DATA_PATH': data})
    time.tzset()
    os.chdir(given['cwd'])
    encoding = given['env'].get('PYTHONIOENCODING', sys.stdout.encoding)
    sys.stdin = open(0, encoding=encoding)
    sys.stdout = open(1, 'w', encoding=encoding)
    sys.stderr = open(2, 'w', encoding=encoding, errors='backslashreplace', buffering=1)
    sys.argv = ['aws', *given['words']]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([code or 0]))


def end_with_input():
    sys.stdin.buffer.read()
    # A test process that was ended by a signal had no time for it.
    shutil.rmtree(os.path.dirname(sys.argv[1]), ignore_errors=True)
    os._exit(0)


botocore.loaders.JSONFileLoader.load_file = read_once
awscli.clidriver.create_clidriver().session.create_client(
    'cognito-idp',
    region_name='eu-west-1',
    endpoint_url='http://127.0.0.1:9',
    aws_access_key_id='none',
    aws_secret_access_key='none',
)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(64)
threading.Thread(target=end_with_input, daemon=True).start()
print('ready', flush=True)
while True:
    connection, _ = server.accept()
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        server.close()
        try:
            run(connection)
        finally:
            os._exit(255)
    connection.close()
