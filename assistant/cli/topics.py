"""`assistant topics` and `assistant lookup`: what can be asked, and one topic's answer."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.cli import options


def add_to(commands: Any) -> None:
    """Add the commands to a parser's sub-commands."""
    parser = commands.add_parser("topics", help="list what can be asked")
    parser.add_argument("--json", action="store_true", help="print one JSON array")
    options.add_language(parser)
    options.add_pack(parser)
    parser.set_defaults(run=run_topics)
    parser = commands.add_parser("lookup", help="print a topic's answer")
    parser.add_argument("topic", metavar="TOPIC", help="a topic's id, as “topics” lists them")
    options.add_format(parser)
    options.add_steps(parser)
    options.add_facts(parser)
    options.add_profile(parser)
    options.add_today(parser)
    options.add_language(parser)
    options.add_pack(parser)
    parser.set_defaults(run=run_lookup)


def run_topics(parsed: argparse.Namespace) -> int:
    """List the topics by id, with their titles; those without an answer yet are marked."""
    from assistant.knowledge import Pack
    from assistant.locations import default_pack
    from assistant.messages import require
    from assistant.render import to_line
    from assistant.text.clean import one_line
    from assistant.text.wrap import wrap

    pack = Pack(parsed.pack or default_pack())
    language = parsed.language or options.session_language()
    prose = pack.prose(require(language, pack.languages, where="--language"))
    titles = [
        (topic, one_line(str(prose.text(topic.title_context, topic.title))))
        for topic in pack.topics()
    ]
    if parsed.json:
        listed = [
            {
                "topic": topic.id,
                "title": title,
                "dated": topic.dated,
                "answerable": topic.answerable,
            }
            for topic, title in titles
        ]
        print(to_line(listed))
        return 0
    column = max((len(topic.id) for topic, _ in titles), default=0) + 2
    for topic, title in titles:
        sign = " " if topic.answerable else "-"
        indent = f"{sign} {topic.id.ljust(column)}"
        for line in wrap(
            one_line(title), options.text_width(), indent=indent, hanging=" " * (column + 2)
        ):
            print(line)
    return 0


def run_lookup(parsed: argparse.Namespace) -> int:
    """Print one topic's answer."""
    from assistant.answering import Assistant
    from assistant.render import to_json, to_markdown, to_text

    own = options.personal_or_said(parsed)
    answer = Assistant(parsed.pack, calendar=own.dates).lookup(
        parsed.topic,
        today=options.today_of(parsed, own.zone),
        language=parsed.language or options.session_language(),
        facts=own.beneath(options.facts_of(parsed)),
        steps=parsed.steps,
    )
    if parsed.json:
        print(to_json(answer, zone=own.zone or options.zone_name()))
    elif parsed.markdown:
        print(to_markdown(answer), end="")
    else:
        print(to_text(answer, width=options.text_width()), end="")
    return 0
