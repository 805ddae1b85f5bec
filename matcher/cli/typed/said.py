"""Said: a command whose options and arguments all say something, or it is refused.

In: the words of a command line. Out: the same, or a usage error for an empty one, as a
variable that is not set leaves it: not to be taken for an option that is left out,
which asks another question.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class SaidCommand(TyperCommand):
    """Refuses an empty value after any option, and an empty argument."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed, if every value says something."""
        if not ctx.resilient_parsing:  # as completion reads what is half typed
            given, _, order = self.make_parser(ctx).parse_args(args=[*args])
            for param in dict.fromkeys(order):
                value = given.get(param.name)
                values = [value] if isinstance(value, str) else value
                blanks = " \t\r\n," if param.multiple else None
                if isinstance(values, (list, tuple)) and not all(
                    one.strip(blanks) for one in values if isinstance(one, str)
                ):
                    ctx.fail(_refusal(param))
        return super().parse_args(ctx, args)


def _refusal(param: Any) -> str:
    """Which is empty, what is accepted and what to do."""
    called, wanted = param.metavar or param.name, "one"
    if param.param_type_name == "option":
        called, wanted = param.opts[0], param.metavar or "a value"
    or_else = "" if param.required else ", or leave it out"
    return f"{called} is empty: give {wanted}{or_else}. {param.help or ''}".rstrip()
