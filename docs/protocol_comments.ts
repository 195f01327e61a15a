/**
 * The doc comments of a formatted source file, first sentence each, by the path of what they stand
 * before: `COMMANDS.say.text`. A `//` comment behind a line counts for the string in that line.
 */
export function commentsOf(source: string): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  const path: string[] = [];
  let pending = "";
  for (const line of joinComments(source).split("\n")) {
    const comment = line.match(/^\s*\/\*\* (.*) \*\/$/)?.[1];
    if (comment !== undefined) {
      pending = firstSentence(comment);
      continue;
    }
    // deno fmt indents by two, so that the depth of a name is its indentation.
    const named = line.match(/^( *)(?:export )?(?:const )?(\w+)(?::| =)/);
    if (named !== null) {
      const [, indent = "", name = ""] = named;
      path.length = indent.length / 2;
      path.push(name);
      if (pending !== "") comments.set(path.filter(Boolean).join("."), pending);
    }
    const option = line.match(/^ +"([\w-]+)", \/\/ (.*)$/);
    if (option !== null) {
      comments.set(
        `${path.filter(Boolean).join(".")}.${option[1]}`,
        option[2] ?? "",
      );
    }
    if (line.trim() !== "") pending = "";
  }
  return comments;
}

function joinComments(source: string): string {
  return source.replace(/\/\*\*[^]*?\*\//g, (comment) => {
    const text = comment.slice(3, -2).replace(/\n\s*\* ?/g, " ").trim();
    return `/** ${text.replace(/\s+/g, " ")} */`;
  });
}

function firstSentence(text: string): string {
  const plain = text.replace(/\{@linkcode (\w+)\}/g, "`$1`");
  return plain.match(/^.*?[.](?= |$)/)?.[0].replace(/\.$/, "") ?? plain;
}
