//! What a person hears and sees of cues, by their own word, in one kind of terminal.

use super::text::Clean;

/// A way in which a cue reaches the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Channel {
    /// The voice.
    Voice,
    /// The tones.
    Tone,
    /// The flash of the screen.
    Flash,
}

impl Channel {
    /// All of them, in the order in which they are asked about.
    pub const ALL: [Self; 3] = [Self::Voice, Self::Tone, Self::Flash];

    /// Its name, as in the file of answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Tone => "tone",
            Self::Flash => "flash",
        }
    }

    /// What is asked about it.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Voice => "Did you hear the voice?",
            Self::Tone => "Did you hear the tone?",
            Self::Flash => "Did you see the flash?",
        }
    }

    /// What an answer means from then on.
    pub fn meaning(self, answer: Option<bool>, weight: Weight) -> String {
        let (noticed, not) = match self {
            Self::Voice | Self::Tone => ("heard", "not heard"),
            Self::Flash => ("seen", "not seen"),
        };
        let instead = match (self, answer, weight) {
            (_, Some(true), _) => return noticed.to_owned(),
            (_, None, _) => return "not answered".to_owned(),
            (_, _, Weight::Chosen(key)) => return format!("{not}, but {key} stands in config.toml and counts more"),
            (Self::Tone, _, Weight::OnlyBell) => "nothing can be heard here, look at the screen",
            (Self::Tone, _, Weight::NoBell) => "no tone here, and the bell is off in the settings",
            (Self::Voice, ..) => "it is off here",
            (Self::Tone, ..) => "the bell rings instead",
            (Self::Flash, ..) => "a word stands there instead",
        };
        format!("{not}: {instead}")
    }
}

/// What an answer can do beside the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// It holds.
    Counts,
    /// It holds, and it was the bell that was not heard: there is no player.
    OnlyBell,
    /// It holds, and no bell rings in the place of a tone.
    NoBell,
    /// This key stands in the settings and counts more.
    Chosen(&'static str),
}

/// The answers; none where nothing was said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// Whether the voice is heard.
    pub voice: Option<bool>,
    /// Whether the tones are.
    pub tone: Option<bool>,
    /// Whether the flash is seen.
    pub flash: Option<bool>,
}

impl Answers {
    /// The answer about one channel.
    pub const fn of(self, channel: Channel) -> Option<bool> {
        match channel {
            Channel::Voice => self.voice,
            Channel::Tone => self.tone,
            Channel::Flash => self.flash,
        }
    }

    /// With this answer about one channel.
    #[must_use]
    pub const fn with(mut self, channel: Channel, answer: bool) -> Self {
        match channel {
            Channel::Voice => self.voice = Some(answer),
            Channel::Tone => self.tone = Some(answer),
            Channel::Flash => self.flash = Some(answer),
        }
        self
    }

    /// The same, with what was not said as in `older`.
    #[must_use]
    pub fn or(self, older: Self) -> Self {
        Self { voice: self.voice.or(older.voice), tone: self.tone.or(older.tone), flash: self.flash.or(older.flash) }
    }
}

/// One question of the cue check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trial {
    /// What is tried.
    pub channel: Channel,
    /// What was done to be heard or seen.
    pub tried: Clean,
    /// What to try where it was not.
    pub remedy: Clean,
    /// What an answer can do.
    pub weight: Weight,
}

impl Trial {
    /// What an answer means from then on.
    pub fn meaning(&self, answer: Option<bool>) -> String {
        self.channel.meaning(answer, self.weight)
    }
}

/// The longest that a word of a terminal's name may be.
const LONGEST_WORD: usize = 40;

/// A kind of terminal, in a few words: `xterm-256color local`, `tmux-256color ssh tmux`. What is heard and seen is the same
/// in all windows of a kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TerminalKind(String);

impl TerminalKind {
    /// From the environment: `TERM`, the program that the terminal says it is, whether it is reached over ssh, and whether
    /// tmux or screen is in between.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let word = |name: &str| {
            let plain = |c: &char| c.is_ascii_alphanumeric() || "._+-".contains(*c);
            let word: String = variable(name)?.chars().filter(plain).take(LONGEST_WORD).collect();
            (!word.is_empty()).then_some(word)
        };
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let far = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].into_iter().any(is_set);
        let between = if is_set("TMUX") { Some("tmux") } else { is_set("STY").then_some("screen") };
        // Inside of tmux this names tmux, which is said already.
        let program = word("TERM_PROGRAM").filter(|program| Some(program.as_str()) != between);
        let mut words = vec![word("TERM").unwrap_or_else(|| "unknown".to_owned())];
        words.extend(program);
        words.push(if far { "ssh" } else { "local" }.to_owned());
        words.extend(between.map(str::to_owned));
        Self(words.join(" "))
    }

    /// Whether it is reached over ssh: what sounds, sounds elsewhere.
    pub fn is_far(&self) -> bool {
        self.0.split(' ').any(|word| word == "ssh")
    }

    /// The words: letters, digits, `.`, `_`, `+`, `-` and blanks.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(variables: &[(&str, &str)]) -> String {
        let find = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        TerminalKind::of(find).as_str().to_owned()
    }

    #[test]
    fn a_kind_is_named_by_what_changes_what_is_heard() {
        let xterm = ("TERM", "xterm-256color");
        assert_eq!(kind(&[]), "unknown local");
        assert_eq!(kind(&[xterm]), "xterm-256color local");
        assert_eq!(kind(&[xterm, ("SSH_TTY", "/dev/pts/3"), ("TMUX", "/tmp/x,1,0")]), "xterm-256color ssh tmux");
        assert_eq!(kind(&[xterm, ("TERM_PROGRAM", "iTerm.app")]), "xterm-256color iTerm.app local");
        let tmux = [("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TMUX", "x"), ("SSH_CONNECTION", "")];
        assert_eq!(kind(&tmux), "tmux-256color local tmux");
        assert_eq!(kind(&[("TERM", "screen"), ("STY", "1.pts")]), "screen local screen");
    }

    #[test]
    fn whatever_the_environment_says_a_kind_is_plain_words() {
        assert_eq!(kind(&[("TERM", "x\"]\n[\u{1b}]0;y\u{7}")]), "x0y local");
        assert_eq!(kind(&[("TERM", "\"\"")]), "unknown local");
        assert_eq!(kind(&[("TERM", &"t".repeat(400))]).len(), 40 + " local".len());
    }

    #[test]
    fn what_was_not_said_now_was_perhaps_said_before() {
        let before = Answers { voice: Some(false), tone: Some(true), flash: None };
        let now = Answers::default().with(Channel::Tone, false);
        assert_eq!(now.or(before), Answers { voice: Some(false), tone: Some(false), flash: None });
    }
}
