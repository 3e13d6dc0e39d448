"""Where jobs run, each with the face of `concurrent.futures`: in this process, in others, or on a cluster."""

from __future__ import annotations

from pressup.build.executors.in_process import InProcess as InProcess
from pressup.build.executors.processes import Processes as Processes
