#!/usr/bin/env python3
"""Makes the flow that answers for a model, with the classes of the installed Langflow.

It is printed, or posted to a server."""

import argparse
import getpass
import json
import os
import sys

from langflow_server import LangflowServer, Refused

PREFIX = "PLANNER_INTELLIGENCE_STUDIO__"
EXAMPLES = """\
examples:
  make_flow.py --provider openai --model-name gpt-4.1 > flow.json          to import by hand
  make_flow.py --provider anthropic --model-name NAME --post http://localhost:7860 --user me
  make_flow.py --provider ollama --model-name NAME --ollama-url http://localhost:11434
  make_flow.py --model http://localhost:8000/v1 --model-name NAME          any OpenAI-compatible server
  make_flow.py --providers                                                 what the installed version knows

The password is read from LANGFLOW_PASSWORD, or asked for. With LANGFLOW_API_KEY instead of --user, that key is used
and no new one is made. No key of a model ever goes into the flow: it stays in a global variable of Langflow.

Run it with the Python of your Langflow, or of a virtual environment with the same version of langflow or langflow-base.
"""


def main() -> int:
    options = arguments().parse_args()
    if (complaint := complaint_about(options)) is not None:
        print(f"make_flow.py: {complaint}", file=sys.stderr)
        return 2
    try:
        server = None if options.post is None else connect(options)
        # Takes seconds: what can be refused before it is.
        import flow_graph
    except ModuleNotFoundError as error:
        print(f"make_flow.py: {error.name} is missing: run this with the Python of Langflow 1.13", file=sys.stderr)
        return 1
    except Refused as error:
        print(f"make_flow.py: {error}", file=sys.stderr)
        return 1
    if options.providers:
        print("\n".join(f"{key:22} {variable}" for key, variable in sorted(named(flow_graph.providers()).items())))
        return 0
    try:
        answering, variable = what_answers(flow_graph, options)
        flow = flow_graph.make_flow(options.name, options.endpoint, answering)
        if server is None:
            print(json.dumps(flow, indent=2, sort_keys=True))
        else:
            post(server, options, flow, variable)
    except (Refused, UnknownProvider) as error:
        print(f"make_flow.py: {error}", file=sys.stderr)
        return 1
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--provider", help="a provider that Langflow knows, such as openai, anthropic or ollama")
    what.add_argument(
        "--model", metavar="URL", help="base URL of an OpenAI-compatible server, such as http://localhost:8000/v1"
    )
    what.add_argument("--rules", metavar="URL", help="an address that gets the envelope by POST and answers: for tests")
    what.add_argument("--providers", action="store_true", help="lists the providers and the variables of their keys")
    parser.add_argument("--model-name", metavar="NAME", help="the model, as the provider or server calls it")
    parser.add_argument("--key-variable", metavar="NAME", help="global variable with the key (default: the provider's)")
    parser.add_argument("--ollama-url", metavar="URL", help="where Ollama is (default: what its global variable says)")
    parser.add_argument("--max-tokens", type=int, metavar="N", help="longest answer of the model, in tokens")
    parser.add_argument(
        "--stream", action="store_true", help="the provider's model streams: set STREAM=true in the planner as well"
    )
    parser.add_argument("--no-constrain", action="store_true", help="with --model: send no response_format")
    parser.add_argument("--name", default="TaskMaster Planner", help="name of the flow (default: %(default)s)")
    parser.add_argument("--endpoint", default="planner", help="its endpoint name (default: %(default)s)")
    parser.add_argument(
        "--post", metavar="URL", help="posts the flow to the Langflow there; one of the same endpoint name is replaced"
    )
    parser.add_argument("--user", help="who logs in for that")
    return parser


def complaint_about(options: argparse.Namespace) -> str | None:
    if (options.provider or options.model) and not options.model_name:
        return "--model-name is needed"
    for url in (options.post, options.model, options.rules, options.ollama_url):
        if url is not None and not url.startswith(("http://", "https://")):
            return f"{url} is no http or https URL"
    if options.post and not options.user and not os.environ.get("LANGFLOW_API_KEY"):
        return "--post needs --user, or a key in LANGFLOW_API_KEY"
    return None


class UnknownProvider(Exception):
    pass


def named(providers: dict[str, str]) -> dict[str, str]:
    """The providers by the names they have on the command line: `Azure OpenAI` is `azure-openai`."""
    return {provider.lower().replace(" ", "-"): variable for provider, variable in providers.items()}


def what_answers(flow_graph, options: argparse.Namespace):
    """The component that answers, and the global variable it needs (None for none)."""
    if options.rules:
        return flow_graph.rules_answer(options.rules), None
    limits = {"max_tokens": options.max_tokens} if options.max_tokens else {}
    if options.model:
        settings = {**limits, "constrain": not options.no_constrain}
        return flow_graph.local_model_answers(
            options.model, options.model_name, options.key_variable, settings
        ), options.key_variable
    providers = flow_graph.providers()
    provider = next((name for name in providers if name.lower().replace(" ", "-") == options.provider.lower()), None)
    if provider is None:
        raise UnknownProvider(f"no provider {options.provider}; there are {', '.join(sorted(named(providers)))}")
    settings = {
        **limits,
        "stream": options.stream,
        **({"ollama_base_url": options.ollama_url} if options.ollama_url else {}),
    }
    needs = options.key_variable or (None if options.ollama_url else providers[provider])
    return flow_graph.provider_answers(provider, options.model_name, options.key_variable, settings), needs


def connect(options: argparse.Namespace) -> LangflowServer:
    if options.user is None:
        return LangflowServer.with_key(options.post, os.environ["LANGFLOW_API_KEY"])
    password = os.environ.get("LANGFLOW_PASSWORD") or getpass.getpass(f"Password of {options.user}: ")
    return LangflowServer.logged_in(options.post, options.user, password)


def post(server: LangflowServer, options: argparse.Namespace, flow: dict, variable: str | None) -> None:
    """Posts the flow and prints the planner's settings for it on standard output, one a line."""
    saved, new = server.save_flow(flow)
    print(f"make_flow.py: the flow {saved['name']} was {'created' if new else 'replaced'}", file=sys.stderr)
    if variable is not None and variable not in server.variable_names():
        print(
            f"make_flow.py: there is no global variable {variable} yet: the flow fails until there is", file=sys.stderr
        )
    print(f"{PREFIX}FLOW_URL={server.run_url(saved)}")
    if options.user is not None:
        print(f"{PREFIX}API_KEY={server.create_key('TaskMaster Planner')}")
    if options.stream:
        print(f"{PREFIX}STREAM=true")


if __name__ == "__main__":
    sys.exit(main())
