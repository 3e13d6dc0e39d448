"""The plugin contract: hooks, the classes that a plugin gives, and the manager that contains what goes wrong in them."""

from pressup.plugin.executor import ExecutorKind, ExecutorSetup, JobError, Limits
from pressup.plugin.hooks import hookimpl
from pressup.plugin.manager import Plugin, PluginFault, Registry, discover
from pressup.plugin.personal import Personal, PersonalError
from pressup.plugin.target import Artifact, Finished, RenderContext, Target, TargetOptions
from pressup.plugin.theme import Theme

__all__ = [
    "Artifact",
    "ExecutorKind",
    "ExecutorSetup",
    "Finished",
    "JobError",
    "Limits",
    "Personal",
    "PersonalError",
    "Plugin",
    "PluginFault",
    "Registry",
    "RenderContext",
    "Target",
    "TargetOptions",
    "Theme",
    "discover",
    "hookimpl",
]
