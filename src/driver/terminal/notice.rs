//! A notice of the desktop, by the terminal's own sequence. Whoever looks over a shoulder reads it: it says the side and
//! what comes, and nothing of a body.

use crate::domain::body::Side;
use crate::domain::session::{Cue, CueKind, Session};

/// The sequences that terminals know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    /// iTerm2.
    Osc9,
    /// kitty.
    Osc99,
    /// foot, Ghostty, WezTerm, rxvt-unicode.
    Osc777,
}

/// How this terminal is told, if it can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Notifier {
    way: Way,
    /// Through tmux, which passes on what is wrapped for it, if it is told to; the bell, where it may ring, marks the
    /// window in any case.
    tmux: bool,
}

impl Notifier {
    /// Finds out from the environment; none where the terminal is not known to understand.
    pub fn find(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let has = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let term = variable("TERM").unwrap_or_default();
        let tmux = has("TMUX");
        // In tmux these two name tmux itself; what lies around it shows in variables of its own.
        let program = if tmux { String::new() } else { variable("TERM_PROGRAM").unwrap_or_default() };
        let starts = |names: &[&str]| !tmux && names.iter().any(|name| term.starts_with(name));
        let way = if starts(&["xterm-kitty"]) || has("KITTY_WINDOW_ID") {
            Way::Osc99
        } else if program == "iTerm.app" || variable("LC_TERMINAL").as_deref() == Some("iTerm2") {
            Way::Osc9
        } else if starts(&["foot", "xterm-ghostty", "wezterm", "rxvt-unicode"])
            || ["WezTerm", "ghostty"].contains(&program.as_str())
            || has("WEZTERM_PANE")
            || has("GHOSTTY_RESOURCES_DIR")
        {
            Way::Osc777
        } else {
            return None;
        };
        Some(Self { way, tmux })
    }

    /// The bytes that say `text`; `rings` is whether the bell may.
    pub fn bytes(self, text: &str, rings: bool) -> Vec<u8> {
        // A sequence ends at a control character, and some at a semicolon.
        let text: String = text.chars().filter(|c| matches!(c, ' '..='~') && *c != ';').take(80).collect();
        let sequence = match self.way {
            Way::Osc9 => format!("\x1b]9;solemate: {text}\x1b\\"),
            Way::Osc99 => format!("\x1b]99;i=solemate;solemate: {text}\x1b\\"),
            Way::Osc777 => format!("\x1b]777;notify;solemate;{text}\x1b\\"),
        };
        if self.tmux {
            let bell = if rings { "\x07" } else { "" };
            format!("\x1bPtmux;{}\x1b\\{bell}", sequence.replace('\x1b', "\x1b\x1b")).into_bytes()
        } else {
            sequence.into_bytes()
        }
    }
}

/// What is said of a cue to somebody who looks at another window: of what is to be done next, and never how it feels.
pub fn text(cue: &Cue, session: Option<&Session>) -> Option<String> {
    let word = match cue.kind {
        CueKind::Rest => "rest",
        CueKind::GetReady => "get ready",
        CueKind::ChangeSide => "change side",
        CueKind::Go | CueKind::Hold | CueKind::Up if opens_work(cue, session) => "go",
        CueKind::CountUp => "go on when you are ready",
        CueKind::Waiting => "waiting for you",
        CueKind::Away(_) => "paused",
        CueKind::Done => "done",
        _ => return None,
    };
    let side = session
        .filter(|_| !matches!(cue.kind, CueKind::Rest | CueKind::Away(_) | CueKind::Done))
        .and_then(|session| session.plan().segments.get(cue.segment).map(|segment| (session, segment.block)))
        .and_then(|(session, block)| session.plan().blocks.get(block)?.side);
    Some(side.map_or_else(|| word.to_owned(), |side: Side| format!("{word}, {}", side.word())))
}

/// Holds and repetitions within the work are too many to be told of.
fn opens_work(cue: &Cue, session: Option<&Session>) -> bool {
    session.is_some_and(|session| session.plan().blocks.iter().any(|block| block.work == cue.segment))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(variables: &[(&str, &str)], text: &str) -> Option<String> {
        let find = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        Notifier::find(find).map(|notifier| String::from_utf8(notifier.bytes(text, true)).unwrap().replace('\x1b', "^"))
    }

    #[test]
    fn each_terminal_is_told_in_its_own_way_and_an_unknown_one_not_at_all() {
        let told = |variables: &[(&str, &str)]| bytes(variables, "go, left");
        assert_eq!(told(&[("TERM", "xterm-256color")]), None);
        assert_eq!(told(&[("TERM", "tmux-256color"), ("TMUX", "/tmp/x"), ("TERM_PROGRAM", "tmux")]), None);
        assert_eq!(told(&[("TERM", "xterm-kitty")]).unwrap(), "^]99;i=solemate;solemate: go, left^\\");
        assert_eq!(told(&[("TERM_PROGRAM", "iTerm.app")]).unwrap(), "^]9;solemate: go, left^\\");
        for known in [("TERM", "foot-extra"), ("TERM_PROGRAM", "WezTerm"), ("TERM", "xterm-ghostty")] {
            assert_eq!(told(&[known]).unwrap(), "^]777;notify;solemate;go, left^\\");
        }
        let inside = [("TERM", "tmux-256color"), ("TMUX", "/tmp/x"), ("WEZTERM_PANE", "0")];
        assert_eq!(told(&inside).unwrap(), "^Ptmux;^^]777;notify;solemate;go, left^^\\^\\\u{7}");
    }

    #[test]
    fn where_no_bell_may_ring_tmux_gets_none() {
        let quiet = Notifier { way: Way::Osc777, tmux: true }.bytes("go, left", false);
        assert!(quiet.starts_with(b"\x1bPtmux;") && !quiet.contains(&7), "{quiet:?}");
    }

    #[test]
    fn s13_no_text_steers_a_terminal() {
        let hostile = "a\x1b]0;x\x07\u{9b}2J\n;b\u{202e}";
        let told = bytes(&[("TERM", "foot")], hostile).unwrap();
        assert_eq!(told, "^]777;notify;solemate;a]0x2Jb^\\");
    }
}
