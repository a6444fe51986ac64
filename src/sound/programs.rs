//! The programs that play and speak: a fixed table, or a command from the person's settings; never one from a routine.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What a program is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Plays the file whose path is its last word.
    Play,
    /// Says what it reads from its standard input.
    Speak,
}

/// A program that was found, and the words it is called with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// Where it is.
    pub path: PathBuf,
    /// Its words, but for the path of a file.
    pub words: Vec<String>,
    /// The line on its standard input that makes it fall silent, if ending it does not: the speech of a server goes on
    /// without its client.
    pub silence: Option<&'static str>,
    /// Whether the path of a file is read from standard input, too, and is not the last word.
    pub reads_path: bool,
}

/// PowerShell is told what to do by a fixed script; the text, and the path of a file, come from its standard input: what
/// it is given as words it would read as more script.
const POWERSHELL_SPEAKS: &str = "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; \
     $v = New-Object System.Speech.Synthesis.SpeechSynthesizer; $v.Rate = RATE; $v.Speak([Console]::In.ReadToEnd())";
const POWERSHELL_PLAYS: &str = "[Console]::InputEncoding = [Text.Encoding]::UTF8; \
     (New-Object System.Media.SoundPlayer ([Console]::In.ReadLine())).PlaySync()";

/// What an entry of the table calls.
struct Known {
    name: &'static str,
    words: &'static [&'static str],
    silence: Option<&'static str>,
}

const fn known(name: &'static str, words: &'static [&'static str]) -> Known {
    Known { name, words, silence: None }
}

const PLAYERS: &[Known] = if cfg!(windows) {
    &[known("powershell.exe", &["-NoProfile", "-NonInteractive", "-Command", POWERSHELL_PLAYS])]
} else if cfg!(target_vendor = "apple") {
    &[known("afplay", &[])]
} else {
    &[known("pw-play", &[]), known("paplay", &[]), known("aplay", &["-q"])]
};

/// What `spd-say` takes for a command of its server while it reads: it ends what came over this connection. `spd-say -C`
/// would end what a screen reader says, too. With `-w` it would not read on while it speaks.
const SPD_SAY_SILENCE: &str = "!-!CANCEL SELF\n";

/// `RATE`, `SPEED` and `WORDS` stand for the rate as each engine counts it. None of them is told to look for markup.
const ENGINES: &[Known] = if cfg!(windows) {
    &[known("powershell.exe", &["-NoProfile", "-NonInteractive", "-Command", POWERSHELL_SPEAKS])]
} else if cfg!(target_vendor = "apple") {
    &[known("say", &["-r", "WORDS", "-f", "-"])]
} else {
    &[
        Known { name: "spd-say", words: &["-N", "solemate", "-r", "SPEED", "-e"], silence: Some(SPD_SAY_SILENCE) },
        known("espeak-ng", &["-s", "WORDS", "--stdin"]),
    ]
};

/// The words a minute at which engines speak as they come.
const USUAL_WORDS: u32 = 175;

impl Program {
    /// The programs of this machine, the best first: the person's own alone, if there is one. An own one that cannot be
    /// found is no reason to call another.
    pub fn find(what: Use, own: Option<&[String]>, rate: u16, path: Option<&OsStr>) -> Vec<Self> {
        if let Some(own) = own {
            let Some((name, words)) = own.split_first() else { return Vec::new() };
            let found = locate(name, path);
            return found
                .into_iter()
                .map(|path| Self { path, words: words.to_vec(), silence: None, reads_path: false })
                .collect();
        }
        let table = match what {
            Use::Play => PLAYERS,
            Use::Speak => ENGINES,
        };
        let program = |known: &Known| {
            let words = known.words.iter().map(|word| with_rate(word, rate)).collect();
            let reads_path = cfg!(windows) && what == Use::Play;
            Some(Self { path: locate(known.name, path)?, words, silence: known.silence, reads_path })
        };
        table.iter().filter_map(program).collect()
    }

    /// Its name, without the folder.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// What could be installed here.
pub fn names(what: Use) -> Vec<&'static str> {
    let table = match what {
        Use::Play => PLAYERS,
        Use::Speak => ENGINES,
    };
    table.iter().map(|known| known.name).collect()
}

/// The rate in percent, as the engine of this word counts it: in words a minute, or from -100 or -10 up, around 0.
fn with_rate(word: &str, rate: u16) -> String {
    let from_usual = i32::from(rate.clamp(50, 200)) - 100;
    match word {
        "WORDS" => (USUAL_WORDS * u32::from(rate) / 100).to_string(),
        "SPEED" => from_usual.to_string(),
        word => word.replace("RATE", &(from_usual / 10).to_string()),
    }
}

/// A program by its whole path, or by its name in the absolute folders of `PATH`: what lies in the current folder is not
/// for us. What needs an interpreter of command lines (`.bat`, `.cmd`) is no program.
pub fn locate(name: &str, path: Option<&OsStr>) -> Option<PathBuf> {
    let named = Path::new(name);
    if named.is_absolute() {
        return is_program(named).then(|| named.to_path_buf());
    }
    if named.components().count() != 1 {
        return None;
    }
    let folders = std::env::split_paths(path?).filter(|folder| folder.is_absolute());
    folders.map(|folder| folder.join(name)).find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    let batch = file.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("bat") || ext.eq_ignore_ascii_case("cmd"));
    std::fs::metadata(file).is_ok_and(|found| found.is_file() && may_run(&found)) && !(cfg!(windows) && batch)
}

#[cfg(unix)]
fn may_run(found: &std::fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o111 != 0
}

#[cfg(not(unix))]
const fn may_run(_: &std::fs::Metadata) -> bool {
    true
}
