//! What goes over the socket: one short line in, one line out.
//!
//! ```text
//!   > pause                   < ok LEFT CALF knead 1:28 left, 9:12 in all, paused
//!   > status json             < ok {"state":"running", …}
//!   > dance                   < cannot there is no such request
//! ```

use crate::domain::session::Input;
use crate::domain::text::Clean;

/// The longest request, in bytes, with the end of its line.
pub const LONGEST_REQUEST: usize = 256;

/// What can be asked of the session under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each says what its input does")]
pub enum Verb {
    Pause,
    Resume,
    Toggle,
    Next,
    Back,
    More,
    Less,
    Hurt,
    Stop,
    Status,
}

impl Verb {
    /// Every one of them.
    pub const ALL: [Self; 10] = [
        Self::Pause,
        Self::Resume,
        Self::Toggle,
        Self::Next,
        Self::Back,
        Self::More,
        Self::Less,
        Self::Hurt,
        Self::Stop,
        Self::Status,
    ];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Toggle => "toggle",
            Self::Next => "next",
            Self::Back => "back",
            Self::More => "more",
            Self::Less => "less",
            Self::Hurt => "hurt",
            Self::Stop => "stop",
            Self::Status => "status",
        }
    }

    /// What it asks of the session; nothing where it only looks. A pedal cannot ask twice: whoever calls means it.
    pub const fn input(self) -> Option<Input> {
        Some(match self {
            Self::Pause => Input::Pause,
            Self::Resume => Input::Resume,
            Self::Toggle => Input::Toggle,
            Self::Next => Input::Skip,
            Self::Back => Input::Back,
            Self::More => Input::AddTime,
            Self::Less => Input::TakeTime,
            Self::Hurt => Input::ThatHurt,
            Self::Stop => Input::Stop,
            Self::Status => return None,
        })
    }
}

/// One request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Request {
    /// What is asked.
    pub verb: Verb,
    /// Whether the answer is to be data.
    pub json: bool,
}

impl Request {
    /// As it goes over the socket.
    pub fn line(self) -> String {
        format!("{}{}\n", self.verb.word(), if self.json { " json" } else { "" })
    }

    /// Reads the first line of what came; nothing while there is no whole line yet.
    pub fn read(bytes: &[u8]) -> Option<Result<Self, &'static str>> {
        let end = bytes.iter().take(LONGEST_REQUEST).position(|byte| *byte == b'\n');
        let Some(end) = end else {
            return (bytes.len() >= LONGEST_REQUEST).then_some(Err("the request is too long"));
        };
        let words = std::str::from_utf8(&bytes[..end]).unwrap_or_default().split_ascii_whitespace();
        let words: Vec<&str> = words.take(3).collect();
        let named = |word: &str| Verb::ALL.into_iter().find(|verb| verb.word() == word);
        let found = match words[..] {
            [word] => named(word).map(|verb| Self { verb, json: false }),
            [word, "json"] => named(word).map(|verb| Self { verb, json: true }),
            _ => None,
        };
        Some(found.ok_or("there is no such request"))
    }
}

/// One answer, which is one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It was done, and this is how things stand.
    Yes(Clean),
    /// There is no session to do it to.
    No(Clean),
    /// There is one, and it was not done: this is why.
    Cannot(Clean),
}

impl Answer {
    /// As it goes over the socket.
    pub fn line(&self) -> String {
        match self {
            Self::Yes(text) => format!("ok {text}\n"),
            Self::No(why) => format!("no {why}\n"),
            Self::Cannot(why) => format!("cannot {why}\n"),
        }
    }

    /// Reads what came back; nothing if it is no answer.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let line = bytes.strip_suffix(b"\n")?;
        let text = String::from_utf8_lossy(line);
        let (word, rest) = text.split_once(' ')?;
        let rest = Clean::visible(rest);
        match word {
            "ok" => Some(Self::Yes(rest)),
            "no" => Some(Self::No(rest)),
            "cannot" => Some(Self::Cannot(rest)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_is_understood_as_it_is_written() {
        for verb in Verb::ALL {
            for json in [false, true] {
                let request = Request { verb, json };
                let line = request.line();
                assert_eq!(Request::read(line.as_bytes()), Some(Ok(request)));
                assert_eq!(Request::read(&line.as_bytes()[..line.len() - 1]), None, "not whole yet");
                assert!(line.len() < LONGEST_REQUEST);
            }
            assert_eq!(verb.input().is_none(), verb == Verb::Status);
        }
    }

    #[test]
    fn what_is_not_a_request_is_refused_and_what_follows_it_is_not_looked_at() {
        let refused = |bytes: &[u8]| matches!(Request::read(bytes), Some(Err(_)));
        for bytes in [
            &b"\n"[..],
            b"dance\n",
            b"PAUSE\n",
            b"pause now\n",
            b"pause json json\n",
            b"\xff\xfe\n",
            b"\0\n",
            b"pause\0\n",
            b"\x1b[2J\n",
            b"GET / HTTP/1.1\r\n",
            b"{\"verb\":\"pause\"}\n",
        ] {
            assert!(refused(bytes), "{bytes:?}");
        }
        assert!(refused(&[b'x'; LONGEST_REQUEST]));
        assert!(refused(&[&[b' '; LONGEST_REQUEST][..], b"pause\n"].concat()), "a line that ends too late");
        assert_eq!(Request::read(&[b'x'; LONGEST_REQUEST - 1]), None);
        let twice = Request::read(b"  status\r\nstop\n");
        assert_eq!(twice, Some(Ok(Request { verb: Verb::Status, json: false })));
    }

    #[test]
    fn answers_come_back_as_they_went_and_steer_no_terminal() {
        let kinds = [Answer::Yes, Answer::No, Answer::Cannot];
        for answer in kinds.map(|kind| kind(Clean::visible("LEFT CALF"))) {
            assert_eq!(Answer::read(answer.line().as_bytes()), Some(answer));
        }
        let Some(Answer::Yes(text)) = Answer::read(b"ok \x1b]0;x\x07\n") else { panic!("an answer") };
        assert!(!text.contains('\x1b'));
        for junk in [&b""[..], b"ok", b"ok \xff", b"maybe so\n", b"ok\n"] {
            assert_eq!(Answer::read(junk), None, "{junk:?}");
        }
    }
}
