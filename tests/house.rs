//! The walls of the house: who may know whom. Reads every source file and names each path that leads through a wall.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the paths that may not occur in it. The table is that of `src/lib.rs`.
struct Wall {
    room: &'static str,
    never: &'static [&'static str],
}

const WALLS: &[Wall] = &[
    Wall {
        room: "crate::domain",
        never: &[
            "crate::store",
            "crate::ui",
            "crate::sound",
            "crate::driver",
            "crate::cli",
            "crate::config",
            "ratatui",
            "crossterm",
            "toml",
            "toml_edit",
            "clap",
            "rustix",
            "tempfile",
            "directories",
            "signal_hook",
            "std::fs",
            "std::io",
            "std::env",
            "std::process",
            "std::net",
            "std::thread",
            "std::os",
            "std::time::Instant",
            "std::time::SystemTime",
            "chrono::Local",
        ],
    },
    Wall {
        room: "crate::store",
        never: &[
            "crate::ui",
            "crate::sound",
            "crate::driver",
            "crate::cli",
            "ratatui",
            "crossterm",
            "std::net",
            "std::time::Instant",
        ],
    },
    Wall {
        room: "crate::ui",
        never: &[
            "crate::store",
            "crate::sound",
            "crate::driver",
            "crate::cli",
            "toml",
            "toml_edit",
            "rustix",
            "tempfile",
            "directories",
            "crossterm::terminal",
            "crossterm::execute",
            "crossterm::queue",
            "crossterm::cursor",
            "crossterm::tty",
            "crossterm::event::read",
            "crossterm::event::poll",
            "std::fs",
            "std::io",
            "std::env",
            "std::process",
            "std::net",
            "std::thread",
            "std::os",
            "std::time::Instant",
            "std::time::SystemTime",
            "chrono::Local",
        ],
    },
    Wall {
        room: "crate::report",
        never: &[
            "crate::store",
            "crate::ui",
            "crate::sound",
            "crate::driver",
            "crate::cli",
            "crate::config",
            "ratatui",
            "crossterm",
            "std::fs",
            "std::io",
            "std::env",
            "std::process",
            "std::net",
            "std::thread",
            "std::time::Instant",
            "std::time::SystemTime",
            "chrono::Local",
        ],
    },
    Wall {
        room: "crate::sound",
        never: &[
            "crate::ui",
            "crate::store",
            "crate::driver",
            "crate::cli",
            "crate::config",
            "ratatui",
            "crossterm",
            "toml",
        ],
    },
    Wall { room: "crate::driver", never: &["crate::cli"] },
];

/// The only room that reads a clock.
const CLOCK: &str = "crate::driver::clock";

/// However they are reached: the last two words of a path that reads a clock.
const NOWS: &[&str] = &["Instant::now", "SystemTime::now", "Local::now", "Utc::now", "Uuid::now_v7"];

/// The same of what sleeps.
const SLEEPS: &[&str] = &["thread::sleep", "thread::sleep_until", "thread::park", "thread::park_timeout"];

/// The rooms that sleep, each between two looks at what the system has no waiting for.
const SLEEPERS: &[&str] = &[
    "crate::store::lock",         // a lock that is given up after a time
    "crate::sound::child",        // a child process, where its end cannot be waited for
    "crate::driver::awake",       // the same on Windows
    "crate::driver::plain::ears", // standard input that has ended, on Windows
];

/// A path in a source file.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    line: usize,
    path: String,
}

/// Every breach in `source`, the text of `module`.
fn breaches(module: &str, source: &str) -> Vec<Found> {
    let never = WALLS.iter().filter(|wall| within(module, wall.room)).flat_map(|wall| wall.never);
    let never: Vec<_> = never.copied().collect();
    let is_one = |path: &str, of: &[&str]| of.iter().any(|one| path == *one || path.ends_with(&format!("::{one}")));
    let out_of_place =
        |path: &str| module != CLOCK && (is_one(path, NOWS) || (is_one(path, SLEEPS) && !SLEEPERS.contains(&module)));
    paths(module, source)
        .into_iter()
        .filter(|found| never.iter().any(|room| within(&found.path, room)) || out_of_place(&found.path))
        .collect()
}

/// Whether `path` is `room` or lies in it.
fn within(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Every path in `source` outside comments and texts, with groups written out and told from the root of the crate.
fn paths(module: &str, source: &str) -> Vec<Found> {
    let code = without_comments_and_texts(source);
    let mut found = Vec::new();
    let mut chars = code.char_indices().peekable();
    let mut line = 1;
    while let Some((at, c)) = chars.next() {
        line += usize::from(c == '\n');
        if !is_word(c) {
            continue;
        }
        let length = path_length(&code[at..]);
        let text = &code[at..at + length];
        found.extend(written_out(text).into_iter().map(|path| Found { line, path: from_the_root(module, &path) }));
        line += text.matches('\n').count();
        while chars.peek().is_some_and(|(next, _)| *next < at + length) {
            chars.next();
        }
    }
    found
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The length of the path that `code` begins with, with its group in braces if it has one.
fn path_length(code: &str) -> usize {
    let mut length = 0;
    loop {
        length += code[length..].find(|c| !is_word(c)).unwrap_or(code.len() - length);
        let spaces = |from: usize| code[from..].len() - code[from..].trim_start().len();
        let colons = length + spaces(length);
        if !code[colons..].starts_with("::") {
            return length;
        }
        let next = colons + 2 + spaces(colons + 2);
        match code[next..].chars().next() {
            Some('{') => return next + group_length(&code[next..]),
            Some(c) if is_word(c) => length = next,
            _ => return length,
        }
    }
}

fn group_length(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`; `a::{self}` as `a`; without other names (`as x`).
fn written_out(path: &str) -> Vec<String> {
    let tidy = |text: &str| {
        let name = text.split(" as ").next().unwrap_or_default();
        name.split_whitespace().collect::<String>().trim_end_matches("::self").to_owned()
    };
    let Some((head, group)) = path.split_once('{') else { return vec![tidy(path)] };
    let group = group.strip_suffix('}').unwrap_or(group);
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| written_out(&format!("{head}{}", part.trim()))).collect()
}

/// `super::x` and `self::x` in `module`, and our own name, as `crate::…`.
fn from_the_root(module: &str, path: &str) -> String {
    if let Some(rest) = path.strip_prefix("solemate::") {
        return format!("crate::{rest}");
    }
    let mut home: Vec<&str> = module.split("::").collect();
    let mut words = path.split("::").peekable();
    if !matches!(words.peek(), Some(&("super" | "self"))) {
        return path.to_owned();
    }
    while let Some(word) = words.next_if(|word| matches!(*word, "super" | "self")) {
        if word == "super" && home.len() > 1 {
            home.pop();
        }
    }
    home.into_iter().chain(words).collect::<Vec<_>>().join("::")
}

/// The code alone, every line where it was.
fn without_comments_and_texts(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_text_length(rest).filter(|_| !code.ends_with(is_word)) {
            length
        } else if c == '"' {
            text_length(rest)
        } else if c == '\'' {
            character_length(rest)
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        code.push(' ');
        code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
        rest = &rest[skipped..];
    }
    code
}

fn text_length(code: &str) -> usize {
    let mut escaped = false;
    for (at, c) in code.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    code.len()
}

fn raw_text_length(code: &str) -> Option<usize> {
    let body = code.strip_prefix("br").or_else(|| code.strip_prefix('r'))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let open = code.len() - body.len() + hashes;
    code[open..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = code[open + 1..].find(&close).map_or(code.len(), |end| open + 1 + end + close.len());
    Some(end)
}

/// A character in quotes; the quote alone of a lifetime.
fn character_length(code: &str) -> usize {
    let mut chars = code.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => code[3..].find('\'').map_or(code.len(), |end| end + 4),
        Some((at, c)) if code[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 1,
    }
}

fn source_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source_files(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
}

/// `src/ui/mod.rs` is `crate::ui`, `src/ui/app.rs` is `crate::ui::app`.
fn module_of(file: &Path) -> String {
    let words = file.with_extension("");
    let words = words.iter().map(|word| word.to_str().unwrap()).filter(|word| !matches!(*word, "mod" | "lib" | "main"));
    std::iter::once("crate").chain(words).collect::<Vec<_>>().join("::")
}

#[test]
fn nobody_goes_through_a_wall() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&root, &mut files);
    let mut report = Vec::new();
    for file in &files {
        let place = file.strip_prefix(&root).unwrap();
        let source = fs::read_to_string(file).unwrap();
        for Found { line, path } in breaches(&module_of(place), &source) {
            report.push(format!("src/{}:{line}: {path}", place.display()));
        }
    }
    for room in SLEEPERS {
        let file = files.iter().find(|file| module_of(file.strip_prefix(&root).unwrap()) == *room).unwrap();
        assert!(fs::read_to_string(file).unwrap().contains("park_timeout("), "{room} sleeps no more");
    }
    assert!(report.is_empty(), "through a wall (see the table in src/lib.rs):\n{}", report.join("\n"));
    for wall in WALLS {
        let stands = files.iter().any(|file| within(&module_of(file.strip_prefix(&root).unwrap()), wall.room));
        assert!(stands, "there is no room {} any more: the wall guards nothing", wall.room);
    }
}

#[test]
fn every_way_through_a_wall_is_seen() {
    let seen =
        |module: &str, source: &str| breaches(module, source).into_iter().map(|found| found.path).collect::<Vec<_>>();
    let domain = |source| seen("crate::domain::session::cue", source);
    assert_eq!(domain("use crate::store;"), ["crate::store"]);
    assert_eq!(domain("use crate::store::journal::Journal as J;"), ["crate::store::journal::Journal"]);
    assert_eq!(domain("use super::super::super::ui::theme;"), ["crate::ui::theme"]);
    assert_eq!(domain("fn f() { solemate::driver::run() }"), ["crate::driver::run"]);
    assert_eq!(
        domain("use crate::{domain::time, ui::{self, theme::Theme}};"),
        ["crate::ui", "crate::ui::theme::Theme"]
    );
    assert_eq!(
        domain("use std::{fmt, fs::{self, File}, time::{Duration, Instant}};"),
        ["std::fs", "std::fs::File", "std::time::Instant"]
    );
    assert_eq!(domain("let now = std::time::Instant::now();"), ["std::time::Instant::now"]);
    assert_eq!(domain("let today = chrono::Local ::\n now();"), ["chrono::Local::now"]);
    assert_eq!(domain("impl From<ratatui::style::Color> for X {}"), ["ratatui::style::Color"]);
    assert_eq!(seen("crate::ui::app", "use crossterm::event::{KeyCode, read};"), ["crossterm::event::read"]);
    assert_eq!(seen("crate::store::journal", "use chrono::Utc; let at = Utc::now();"), ["Utc::now"]);
    assert_eq!(seen("crate::store::journal", "use crate::ui::theme;"), ["crate::ui::theme"]);
    assert_eq!(seen("crate::sound", "use crate::store::library;"), ["crate::store::library"]);
    assert_eq!(seen("crate::driver", "use super::cli;"), ["crate::cli"]);
    assert_eq!(seen("crate::driver", "std::thread::sleep(tick)"), ["std::thread::sleep"]);
    assert_eq!(seen("crate::store::journal", "use std::thread::park_timeout;"), ["std::thread::park_timeout"]);
    let found = breaches("crate::domain", "// line one\n/* two\n */ const A: &str = \"\n\";\nuse std::fs;");
    assert_eq!(found, [Found { line: 5, path: "std::fs".to_owned() }]);
}

#[test]
fn what_is_allowed_is_not_taken_for_a_breach() {
    let innocent = [
        (
            "crate::domain::plan",
            "use super::{body::Side, text::Clean}; use std::time::Duration; use chrono::{DateTime, NaiveDate};",
        ),
        (
            "crate::domain::text",
            "// std::fs is not for us\nlet s = \"crate::ui\"; let r = r#\"std::fs \"quoted\" \"#; let c = '\"'; let d = '\\'';",
        ),
        ("crate::domain::text", "fn f<'a>(x: &'a str) -> store::X<'a> { uiless::y(x) }"),
        (
            "crate::ui::app",
            "use crossterm::event::{KeyCode, KeyEvent}; use ratatui::Frame; use crate::domain::time::Now;",
        ),
        ("crate::driver::clock", "let uptime = Instant::now(); let wall = chrono::Local::now();"),
        ("crate::store::journal", "use std::fs::File; use std::io::Write; use crate::domain::record::Fact;"),
        ("crate::cli", "use crate::{driver, store, ui};"),
        ("crate::store::lock", "use std::thread; fn f() { thread::park_timeout(pause) }"),
    ];
    for (module, source) in innocent {
        assert_eq!(breaches(module, source), [], "{module}: {source}");
    }
}
