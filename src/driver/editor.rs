//! The person's own editor: the words of `VISUAL` or `EDITOR`, split as a shell splits them but given to none.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus};

use crate::domain::text::Clean;

/// Why no editor was open.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoEditor {
    /// Neither variable is set, and there is none that every system has.
    #[error("no editor is named: set EDITOR, for instance `export EDITOR=nano`")]
    None,
    /// The variable has an open quote.
    #[error("{variable} is \"{says}\", which has an open quote")]
    Words {
        /// Which one.
        variable: &'static str,
        /// What it says.
        says: Clean,
    },
    /// It cannot be started.
    #[error("the editor \"{program}\" cannot be started: {why}")]
    Start {
        /// Its first word.
        program: Clean,
        /// The system's answer.
        why: Clean,
    },
    /// It ended with an error; what it did to the file counts all the same.
    #[error("the editor \"{program}\" ended with {how}")]
    Failed {
        /// Its first word.
        program: Clean,
        /// Its exit code or signal.
        how: Clean,
    },
}

/// What is tried where nobody named one.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// The words of the editor's command.
fn words(variable: impl Fn(&str) -> Option<OsString>) -> Result<Vec<String>, NoEditor> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        let says = variable(name)?.to_string_lossy().into_owned();
        (!says.trim().is_empty()).then_some((name, says))
    });
    let Some((variable, says)) = named else { return Ok(vec![USUAL.to_owned()]) };
    // On Windows a backslash parts folders, and quotes nothing.
    let split = if cfg!(windows) {
        Ok(says.split_whitespace().map(str::to_owned).collect())
    } else {
        shell_words::split(&says)
    };
    match split {
        Ok(words) if !words.is_empty() => Ok(words),
        Ok(_) => Err(NoEditor::None),
        Err(_) => Err(NoEditor::Words { variable, says: Clean::visible(&says) }),
    }
}

/// While an editor has the terminal, ^C and ^\ are its own: they do not end this program with it.
#[cfg(unix)]
#[derive(Debug)]
pub struct Undisturbed {
    obeys: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

#[cfg(unix)]
impl Undisturbed {
    /// From here on, wherever [`Self::during`] runs. For a program that has no handlers of its own for these signals.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new() -> std::io::Result<Self> {
        let obeys = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
        // Caught, not ignored: what is caught is as the system's own again in the program that is started.
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGQUIT] {
            signal_hook::flag::register_conditional_default(signal, std::sync::Arc::clone(&obeys))?;
        }
        Ok(Self { obeys })
    }

    /// Does something undisturbed.
    pub fn during<T>(&self, deed: impl FnOnce() -> T) -> T {
        self.obeys.store(false, std::sync::atomic::Ordering::SeqCst);
        let done = deed();
        self.obeys.store(true, std::sync::atomic::Ordering::SeqCst);
        done
    }
}

/// On Windows the console hands ^C to whoever reads from it.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Undisturbed;

#[cfg(not(unix))]
impl Undisturbed {
    /// Nothing has to be done.
    ///
    /// # Errors
    /// Never.
    pub fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    /// Does something.
    pub fn during<T>(&self, deed: impl FnOnce() -> T) -> T {
        deed()
    }
}

/// How editors are told where to begin, by their names. Others are given the file alone.
const PLUS: &[&str] = &[
    "vi",
    "vim",
    "nvim",
    "view",
    "vis",
    "gvim",
    "mvim",
    "ex",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "kak",
    "micro",
    "joe",
    "mg",
    "ne",
    "gedit",
];
const COLON: &[&str] = &["hx", "helix", "subl", "zed", "zeditor"];
const GOTO: &[&str] = &["code", "code-insiders", "codium", "vscodium", "cursor"];

/// Those that show the file in a window of their own and come back at once, unless they are asked to wait.
const WINDOWED: &[(&[&str], &str)] = &[
    (&["code", "code-insiders", "codium", "vscodium", "cursor", "subl", "zed", "zeditor", "mate", "gedit"], "--wait"),
    (&["gvim", "mvim"], "--nofork"),
    (&["kate"], "--block"),
];

/// The short ways to say the same.
const WAITS: &[&str] = &["-w", "-f", "-b"];

/// The name that a program goes by: `/usr/bin/vim.basic` and `C:\\...\\nvim.exe` are those that they are called.
fn name_of(program: &str) -> String {
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default().split('.').next().unwrap_or_default();
    name.to_ascii_lowercase()
}

/// The word that lets it wait until the file is closed, if it needs one that is not among its `arguments`: what is written
/// after it came back would be seen by nobody.
fn wait_word(program: &str, arguments: &[String]) -> Option<&'static str> {
    let name = name_of(program);
    let word = WINDOWED.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, word)| *word)?;
    let is_said = |said: &String| said == word || WAITS.contains(&said.as_str());
    (!arguments.iter().any(is_said)).then_some(word)
}

/// What opens `file` at a line, from 1, in the editor that is started as `program`.
fn at_line(program: &str, file: &Path, line: Option<usize>) -> Vec<OsString> {
    let name = name_of(program);
    let is = |names: &[&str]| names.contains(&name.as_str());
    let with_line = |line: usize| {
        let mut place = file.as_os_str().to_owned();
        place.push(format!(":{line}"));
        place
    };
    match line {
        Some(line) if is(PLUS) => vec![format!("+{line}").into(), file.into()],
        Some(line) if is(COLON) => vec![with_line(line)],
        Some(line) if is(GOTO) => vec!["--goto".into(), with_line(line)],
        _ => vec![file.into()],
    }
}

/// Opens `file` in it, at a line where it knows how to begin there, and waits until it is closed. It has the terminal, the
/// folder and the surroundings of this program.
///
/// # Errors
/// There is none, it does not start, or it ended with an error.
pub fn open(file: &Path, line: Option<usize>) -> Result<(), NoEditor> {
    let words = words(|name| std::env::var_os(name))?;
    let (program, arguments) = words.split_first().ok_or(NoEditor::None)?;
    let name = Clean::visible(program);
    let status: ExitStatus = Command::new(program)
        .args(arguments)
        .args(wait_word(program, arguments))
        // A name that begins with a hyphen is none of its options.
        .args(at_line(program, std::path::absolute(file).as_deref().unwrap_or(file), line))
        .status()
        .map_err(|error| NoEditor::Start { program: name.clone(), why: Clean::visible(&error.to_string()) })?;
    let how = Clean::visible(&status.to_string());
    if status.success() { Ok(()) } else { Err(NoEditor::Failed { program: name, how }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(visual: Option<&str>, editor: Option<&str>) -> Result<Vec<String>, NoEditor> {
        words(|name| if name == "VISUAL" { visual } else { editor }.map(OsString::from))
    }

    #[test]
    fn an_editor_begins_at_the_line_in_the_words_that_it_knows_and_others_with_the_file() {
        let at = |program: &str, line| {
            let words = at_line(program, Path::new("/r/my own.toml"), line);
            words.into_iter().map(|word| word.into_string().unwrap()).collect::<Vec<_>>()
        };
        for program in ["vi", "/usr/bin/vim.basic", "nvim", "NVIM.EXE", "nano", "emacsclient", "kak"] {
            assert_eq!(at(program, Some(12)), ["+12", "/r/my own.toml"], "{program}");
        }
        assert_eq!(at("/opt/helix/hx", Some(3)), ["/r/my own.toml:3"]);
        assert_eq!(at("code", Some(3)), ["--goto", "/r/my own.toml:3"]);
        for (program, line) in [("vim", None), ("/my tools/ed", Some(3)), ("notepad", Some(3)), ("sh", Some(3))] {
            assert_eq!(at(program, line), ["/r/my own.toml"], "{program}");
        }
    }

    #[test]
    fn an_editor_with_a_window_of_its_own_is_asked_to_wait_unless_it_was() {
        let word = |words: &str| {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            wait_word(&words[0], &words[1..])
        };
        assert_eq!(word("code -n"), Some("--wait"));
        assert_eq!(word("/usr/bin/gvim"), Some("--nofork"));
        for words in ["code --wait", "subl -w", "gvim -f", "vim", "nano -w", "emacsclient -c"] {
            assert_eq!(word(words), None, "{words}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn the_words_are_split_as_a_shell_does_and_nothing_is_expanded() {
        assert_eq!(of(Some("code --wait"), Some("nano")).unwrap(), ["code", "--wait"]);
        assert_eq!(
            of(Some(" "), Some("'/opt/my editor/ed' -c \"set tw=90\"")).unwrap(),
            ["/opt/my editor/ed", "-c", "set tw=90"]
        );
        assert_eq!(of(None, Some("ed $(reboot) `x` ; y")).unwrap(), ["ed", "$(reboot)", "`x`", ";", "y"]);
        assert_eq!(of(None, None).unwrap(), ["vi"]);
        assert!(matches!(of(None, Some("'vi")), Err(NoEditor::Words { variable: "EDITOR", .. })));
    }
}
