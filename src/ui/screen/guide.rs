//! A new routine: how it begins, and, where that is wished, a few questions that end in a proposal.
//!
//! ```text
//!   how ─┬─ from the one that is marked ───────────────────────┬─> name ─> the editor
//!        ├─ from an empty page ────────────────────────────────┤
//!        └─ guided ─> what for ─> tools ─> minutes ─> side ────┘
//! ```
//!
//! Every question has an answer before it is asked: Enter alone leads to the end.

use crate::domain::body::Feet;
use crate::domain::catalogue::Entry;
use crate::domain::desk::Ask;
use crate::domain::health::Guard;
use crate::domain::propose::{self, Complaint, Proposal, Tool, Which, Wishes};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::ui::effect::{Effect, Go, Turn};
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::{Cursor, Scroll};
use crate::ui::screen::home::time_of_day;

/// The minutes to choose from, besides any other number that is typed.
pub const MINUTES: [u32; 6] = [5, 10, 15, 20, 30, 45];

/// As many digits as the most minutes have.
const DIGITS: usize = 2;

/// How a routine begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// With a few questions.
    Guided,
    /// As the one that is marked.
    Marked,
    /// With a page that explains itself.
    Page,
}

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asking {
    /// How it begins.
    How,
    /// What it is for.
    For,
    /// What is at hand.
    Tools,
    /// How many minutes there are.
    Minutes,
    /// Which side.
    Side,
    /// What it is called.
    Name(How),
}

impl Asking {
    /// The questions that lead to a proposal.
    pub const QUESTIONS: [Self; 4] = [Self::For, Self::Tools, Self::Minutes, Self::Side];
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Guide {
    marked: Option<Box<Entry>>,
    asking: Asking,
    /// What lies behind, to go back to.
    asked: Vec<Asking>,
    cursor: Cursor,
    wishes: Wishes,
    /// A number of minutes that was typed.
    minutes: Field,
    /// There cannot be as many; or the name is empty.
    refused: bool,
    proposal: Option<Box<Proposal>>,
    name: Field,
    scroll: Scroll,
}

impl Guide {
    /// The first question; only what it is called where it begins as the one that is marked.
    pub fn new((marked, from_marked): (Option<Box<Entry>>, bool), usual: Feet, now: Now) -> Self {
        let complaints = match time_of_day(now) {
            "morning" => vec![Complaint::Morning],
            "desk" => vec![Complaint::Desk],
            _ => vec![Complaint::Calves, Complaint::Sole],
        };
        let which = if usual == Feet::Both { Which::Both } else { Which::Sore };
        let mut guide = Self {
            marked,
            asking: Asking::How,
            asked: Vec::new(),
            cursor: Cursor::default(),
            wishes: Wishes { complaints, which, ..Wishes::default() },
            minutes: Field::default(),
            refused: false,
            proposal: None,
            name: Field::default(),
            scroll: Scroll::default(),
        };
        if from_marked {
            guide.asking = Asking::Name(How::Marked);
            guide.name = guide.own_name();
        }
        guide
    }

    /// The same, where what is proposed goes by the health profile.
    #[must_use]
    pub const fn guarded(mut self, guard: Guard) -> Self {
        self.wishes.guard = guard;
        self
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        match self.asking {
            Asking::Name(_) => Scope::NewName,
            Asking::Minutes => Scope::GuideMinutes,
            _ => Scope::Guide,
        }
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action) -> Turn {
        if let Asking::Name(how) = self.asking {
            return self.update_name(action, how);
        }
        match action {
            Action::Open => self.go_on(),
            Action::Back => self.back(),
            Action::Erase if self.minutes.text().is_empty() => self.back(),
            Action::Erase | Action::Clear => self.erase_minutes(action),
            Action::Toggle => self.choose(self.cursor.marked()),
            Action::Number(number) => self.choose(usize::from(number).wrapping_sub(1)),
            action if self.cursor.act(action, self.answers()) => Turn::draw(),
            _ => Turn::nothing(),
        }
    }

    /// Types a letter of the name, or a digit of the minutes.
    pub fn type_letter(&mut self, letter: char) -> Turn {
        match self.asking {
            Asking::Minutes => self.type_digit(letter),
            _ => {
                self.refused = false;
                self.name.type_letter(letter);
                Turn::draw()
            }
        }
    }

    fn type_digit(&mut self, digit: char) -> Turn {
        if !digit.is_ascii_digit() || self.minutes.text().len() >= DIGITS {
            return Turn::nothing();
        }
        self.minutes.type_letter(digit);
        self.mark_typed()
    }

    fn erase_minutes(&mut self, action: Action) -> Turn {
        self.minutes.act(action);
        self.mark_typed()
    }

    /// What is typed is what is marked.
    fn mark_typed(&mut self) -> Turn {
        self.refused = false;
        self.cursor.mark(MINUTES.len());
        Turn::draw()
    }

    /// The minutes that are marked or typed, if there can be as many.
    fn answered_minutes(&self) -> Option<u32> {
        let typed = || self.minutes.text().parse().ok().filter(|minutes| propose::MINUTES.contains(minutes));
        MINUTES.get(self.cursor.marked()).copied().or_else(typed)
    }

    /// Puts text into the name.
    pub fn paste(&mut self, text: &Clean) -> Turn {
        match self.asking {
            Asking::Minutes => text.trim().chars().fold(Turn::nothing(), |turn, letter| {
                let next = self.type_digit(letter);
                Turn { draw: turn.draw || next.draw, ..next }
            }),
            Asking::Name(_) => {
                self.refused = false;
                self.name.insert(text);
                Turn::draw()
            }
            _ => Turn::nothing(),
        }
    }

    /// What the library made of the answers.
    pub fn take(&mut self, proposal: Option<Box<Proposal>>) -> Turn {
        self.proposal = proposal;
        Turn::draw()
    }

    fn update_name(&mut self, action: Action, how: How) -> Turn {
        match action {
            Action::Open if self.name.text().trim().is_empty() => {
                self.refused = true;
                Turn::draw()
            }
            Action::Open => {
                let name = Clean::visible(self.name.text());
                Turn::draw().with(Effect::Desk(match how {
                    How::Guided => Ask::BeginProposed(name, Box::new(self.wishes.clone())),
                    How::Marked => Ask::Begin(name, self.marked.clone()),
                    How::Page => Ask::Begin(name, None),
                }))
            }
            Action::Back => self.back(),
            Action::Erase if self.name.text().is_empty() => self.back(),
            action if self.scroll.act(action) => Turn::draw(),
            action => {
                self.name.act(action);
                Turn::draw()
            }
        }
    }

    fn choose(&mut self, number: usize) -> Turn {
        if number >= self.answers() {
            return Turn::nothing();
        }
        self.cursor.mark(number);
        match self.asking {
            Asking::For => toggle(&mut self.wishes.complaints, Complaint::ALL, number),
            Asking::Tools => toggle(&mut self.wishes.tools, Tool::ALL, number),
            // One answer is the end of the question.
            Asking::How | Asking::Minutes | Asking::Side | Asking::Name(_) => return self.go_on(),
        }
        Turn::draw()
    }

    fn go_on(&mut self) -> Turn {
        let number = self.cursor.marked();
        let next = match self.asking {
            Asking::How => match self.hows().get(number).copied().unwrap_or(How::Page) {
                How::Guided => Asking::For,
                how => Asking::Name(how),
            },
            Asking::For => Asking::Tools,
            Asking::Tools => Asking::Minutes,
            Asking::Minutes => match self.answered_minutes() {
                Some(minutes) => {
                    self.wishes.minutes = minutes;
                    Asking::Side
                }
                None => {
                    self.refused = true;
                    return Turn::draw();
                }
            },
            Asking::Side => {
                self.wishes.which = Which::ALL.get(number).copied().unwrap_or(Which::Both);
                Asking::Name(How::Guided)
            }
            Asking::Name(_) => return Turn::nothing(),
        };
        self.asked.push(self.asking);
        self.ask(next)
    }

    fn back(&mut self) -> Turn {
        match self.asked.pop() {
            Some(before) => self.ask(before),
            None => Turn::go(Go::Home),
        }
    }

    fn ask(&mut self, asking: Asking) -> Turn {
        self.asking = asking;
        self.refused = false;
        self.scroll = Scroll::default();
        let place = match asking {
            Asking::Minutes => Some(self.place_of_minutes()),
            Asking::Side => Which::ALL.iter().position(|which| *which == self.wishes.which),
            _ => None,
        };
        self.cursor.mark(place.unwrap_or(0));
        let Asking::Name(how) = asking else { return Turn::draw() };
        self.proposal = None;
        self.name = match how {
            How::Guided => Field::of(self.wishes.name()),
            How::Marked => self.own_name(),
            How::Page => Field::default(),
        };
        let turn = Turn::draw();
        let ask = || Effect::Desk(Ask::Propose(Box::new(self.wishes.clone())));
        if how == How::Guided { turn.with(ask()) } else { turn }
    }

    /// Where the minutes stand that were answered: one that is none of the choices is typed again.
    fn place_of_minutes(&mut self) -> usize {
        let place = MINUTES.iter().position(|minutes| *minutes == self.wishes.minutes);
        (self.minutes, self.refused) = (Field::default(), false);
        if place.is_none() {
            self.minutes = Field::of(&self.wishes.minutes.to_string());
        }
        place.unwrap_or(MINUTES.len())
    }

    fn own_name(&self) -> Field {
        self.marked.as_ref().map_or_else(Field::default, |card| Field::of(&format!("My {}", card.title())))
    }

    /// The ways there are to begin.
    pub fn hows(&self) -> Vec<How> {
        let all = [How::Guided, How::Marked, How::Page];
        all.into_iter().filter(|how| *how != How::Marked || self.marked.is_some()).collect()
    }

    /// How many answers the question has.
    fn answers(&self) -> usize {
        match self.asking {
            Asking::How => self.hows().len(),
            Asking::For => Complaint::ALL.len(),
            Asking::Tools => Tool::ALL.len(),
            Asking::Minutes => MINUTES.len() + 1,
            Asking::Side => Which::ALL.len(),
            Asking::Name(_) => 0,
        }
    }

    /// What is asked.
    pub const fn asking(&self) -> Asking {
        self.asking
    }

    /// The answers so far.
    pub const fn wishes(&self) -> &Wishes {
        &self.wishes
    }

    /// The routine that was marked at home.
    pub fn marked(&self) -> Option<&Entry> {
        self.marked.as_deref()
    }

    /// Which answer is marked.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// What is proposed.
    pub fn proposal(&self) -> Option<&Proposal> {
        self.proposal.as_deref()
    }

    /// The number of minutes that was typed, and whether there cannot be as many.
    pub const fn typed_minutes(&self) -> (&Field, bool) {
        (&self.minutes, self.refused)
    }

    /// Whether it was to be called nothing.
    pub const fn wants_a_name(&self) -> bool {
        self.refused && matches!(self.asking, Asking::Name(_))
    }

    /// What it will be called.
    pub const fn name(&self) -> &Field {
        &self.name
    }

    /// How far the proposal is scrolled.
    pub const fn scroll(&self) -> &Scroll {
        &self.scroll
    }
}

/// In, or out again; kept in the order in which they are explained.
fn toggle<T: Copy + PartialEq>(chosen: &mut Vec<T>, all: &[T], number: usize) {
    let Some(one) = all.get(number) else { return };
    let was = chosen.contains(one);
    *chosen = all.iter().copied().filter(|other| if other == one { !was } else { chosen.contains(other) }).collect();
}
