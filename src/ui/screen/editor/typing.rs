//! A field being typed. It is applied on every keystroke, each time to the text as it was before the first one: what is
//! typed and taken back leaves no trace.

use crate::domain::edit::{Change, Place};
use crate::domain::sheet::{BETWEEN_WORDS, Control, Key, Said, value};
use crate::domain::text::Clean;
use crate::domain::vocabulary::Vocabulary;
use crate::ui::field::Field;
use crate::ui::keymap::Action;

/// A field being typed.
#[derive(Clone, Debug)]
pub struct Typing {
    key: Key,
    place: Place,
    field: Field,
    /// The whole text before the first keystroke.
    base: String,
    /// What the field said then.
    before: String,
    parting: char,
    /// The first letter takes the place of all that is there.
    is_fresh: bool,
    /// What is there was chosen, not typed: the first letter takes its place, or begins the next word of a list.
    is_chosen: bool,
    /// What a rule can offer: each routine's id and its name.
    routines: Vec<(String, Clean)>,
}

/// How a rule begins, in the words of when a routine is meant to be done: `from 6: gentle-day`.
const RULE: &str = "from ";

impl Typing {
    /// Begins with what the key says.
    pub fn new(key: Key, place: Place, said: Option<&Said>, base: &str) -> Self {
        let before = said.map_or_else(String::new, |said| said.typed(key.control));
        let parting = said.map_or(';', Said::parting);
        let field = Field::of(&before);
        let is_chosen = !before.is_empty() && matches!(key.control, Control::Word(_) | Control::Words(_));
        let base = base.to_owned();
        Self { key, place, field, base, before, parting, is_fresh: false, is_chosen, routines: Vec::new() }
    }

    /// The same among these routines, which a rule can offer.
    #[must_use]
    pub fn among(self, routines: &[(String, Clean)]) -> Self {
        let routines = if self.key.control == Control::When { routines.to_vec() } else { Vec::new() };
        Self { routines, ..self }
    }

    /// The same, for something that has a name nobody has chosen yet: the first letter takes its place.
    #[must_use]
    pub fn fresh(self) -> Self {
        Self { is_fresh: true, ..self }
    }

    /// The key.
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// The line being typed.
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// Whether the first letter takes the place of all that is there.
    pub const fn is_fresh(&self) -> bool {
        self.is_fresh || self.is_chosen && matches!(self.key.control, Control::Word(_))
    }

    /// The whole text before the first keystroke.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What parts the words of a list.
    pub const fn parting(&self) -> char {
        self.parting
    }

    /// The change that says what was typed; none where it says what it said.
    pub fn changes(&self) -> Vec<Change> {
        if self.field.text() == self.before {
            return Vec::new();
        }
        let (place, key) = (self.place.clone(), self.key.name);
        vec![match value(self.key.control, self.field.text(), self.parting) {
            Some(value) => Change::Set { place, key, value },
            None => Change::Unset { place, key },
        }]
    }

    /// Types a letter.
    pub fn type_letter(&mut self, letter: char) {
        self.begin();
        self.begin_word(letter);
        self.field.type_letter(letter);
    }

    /// Begins a new line, where there may be more than one.
    pub fn type_line_end(&mut self) {
        if self.key.control == Control::Prose {
            self.begin();
            self.field.type_line_end();
        }
    }

    /// Puts text in.
    pub fn insert(&mut self, text: &Clean) {
        self.begin();
        if let Some(letter) = text.chars().next() {
            self.begin_word(letter);
        }
        self.field.insert(text);
    }

    /// Moves or erases; returns whether the action was one for a line of text.
    pub fn act(&mut self, action: Action) -> bool {
        if matches!(action, Action::Erase | Action::EraseNext) {
            self.begin();
        }
        let acted = self.field.act(action);
        self.is_fresh &= !acted;
        self.is_chosen &= !acted;
        acted
    }

    fn begin(&mut self) {
        if std::mem::take(&mut self.is_fresh) {
            self.field = Field::default();
        }
    }

    /// In the place of a word that was chosen, or after it in a list, where no sign that parts words is typed.
    fn begin_word(&mut self, letter: char) {
        if !std::mem::take(&mut self.is_chosen) {
            return;
        }
        match self.key.control {
            Control::Words(_) if BETWEEN_WORDS.contains(&letter) || letter.is_whitespace() => {}
            Control::Words(_) => self.field = Field::of(&format!("{}{} ", self.field.text(), self.parting)),
            Control::When => self.put(""),
            _ => self.field = Field::default(),
        }
    }

    /// The words that the field takes, if it takes words.
    pub const fn vocabulary(&self) -> Option<Vocabulary> {
        match self.key.control {
            Control::Word(words) | Control::Words(words) => Some(words),
            _ => None,
        }
    }

    /// Whether there are words to choose from: of a vocabulary, or the routines that a rule can offer.
    pub fn is_choosing(&self) -> bool {
        self.vocabulary().is_some() || self.is_in_rule()
    }

    /// Whether the routine of a rule is being typed, or is yet to be.
    fn is_in_rule(&self) -> bool {
        self.key.control == Control::When && self.last_part().is_some_and(|(rule, _)| rule.starts_with(RULE))
    }

    /// What stands last in the list, up to its colon and behind it.
    fn last_part(&self) -> Option<(&str, &str)> {
        let last = self.field.text().rsplit(self.parting).next()?.trim_start();
        last.split_once(':').map(|(rule, id)| (rule, id.trim_start()))
    }

    /// What a word of the choices means; of a routine its name.
    pub fn meaning(&self, word: &str) -> &str {
        match self.vocabulary() {
            Some(vocabulary) => vocabulary.meaning(word).unwrap_or_default(),
            None => self.routines.iter().find(|(id, _)| id == word).map_or("", |(_, name)| name),
        }
    }

    /// The words that go with what is typed: first those that begin with it, then those that hold it, or whose meaning
    /// does. All of them while a whole word stands there, with that one marked.
    pub fn choices(&self) -> (Vec<&str>, Option<usize>) {
        let all: Vec<&str> = match self.vocabulary() {
            Some(vocabulary) => vocabulary.words(),
            None if self.is_in_rule() => self.routines.iter().map(|(id, _)| id.as_str()).collect(),
            None => return (Vec::new(), None),
        };
        let (typed, spoken) = (self.half_typed(), self.token().to_lowercase());
        if let Some(at) = all.iter().position(|word| *word == typed) {
            return (all, Some(at));
        }
        let holds = |word: &str| word.contains(&typed) || self.meaning(word).to_lowercase().contains(&spoken);
        let (mut first, rest): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|word| word.starts_with(&typed));
        first.extend(rest.into_iter().filter(|word| holds(word)));
        (first, None)
    }

    /// The word being typed: the last one of a list, or the routine of a rule.
    fn token(&self) -> &str {
        let text = self.field.text();
        match self.key.control {
            Control::Words(_) => text.rsplit(BETWEEN_WORDS).next().unwrap_or_default(),
            Control::When => self.last_part().map_or("", |(_, id)| id),
            _ => text.trim(),
        }
    }

    /// The same as it is written: whoever says `stretch fascia` means `stretch_fascia`, and `gentle day` is `gentle-day`.
    fn half_typed(&self) -> String {
        let joined = if self.key.control == Control::When { "-" } else { "_" };
        self.token().trim().to_lowercase().replace(' ', joined)
    }

    /// Marks another word of the choices, `down` or up, and puts it in.
    pub fn choose(&mut self, down: bool) {
        let (words, marked) = self.choices();
        let last = words.len().saturating_sub(1);
        let next = match (marked, down) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => (at + 1).min(last),
            (Some(at), false) => at.saturating_sub(1),
        };
        if let Some(word) = words.get(next).map(|word| (*word).to_owned()) {
            self.put(&word);
            self.is_chosen = true;
        }
    }

    /// What is half typed becomes the first word that begins so, or the only one that goes with it; what could mean several
    /// others stays.
    pub fn complete(&mut self) {
        let (words, marked) = self.choices();
        let token = self.half_typed();
        if marked.is_some() || token.is_empty() {
            return;
        }
        let meant = match words[..] {
            [only] => Some(only),
            _ => words.first().copied().filter(|word| word.starts_with(&token)),
        };
        if let Some(word) = meant.map(str::to_owned) {
            self.put(&word);
        }
    }

    /// Takes this word in the place of the one being typed.
    pub fn put(&mut self, word: &str) {
        let text = self.field.text();
        let kept = text.len() - self.token().len();
        let kept = text.get(..kept).unwrap_or_default();
        let before = match self.key.control {
            Control::Words(_) => kept.to_owned(),
            Control::When => format!("{} ", kept.trim_end()),
            _ => String::new(),
        };
        self.is_fresh = false;
        self.field = Field::of(&(before + word));
    }
}
