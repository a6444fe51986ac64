//! The whole app without a terminal: a second, tiny driver that moves its own clock and keeps everything in memory.
//!
//! ```text
//! let mut house = House::live(routine([timed(60)]));
//! house.press("j<enter>");
//! house.wait("90s");
//! assert!(house.screen().contains("RIGHT"));
//! assert_eq!(house.ratings(), []);
//! ```

use std::fmt::Debug;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use solemate::config::{Here, Places, Settings, SettingsDesk};
use solemate::domain::body::Side;
use solemate::domain::care::{self, Care, Doses, Word};
use solemate::domain::cues::{Answers, Channel, Trial, Weight};
use solemate::domain::dawn::Dawn;
use solemate::domain::desk::{Answer, Ask};
use solemate::domain::fit::Adjustment;
use solemate::domain::health::Profile;
use solemate::domain::hearing::Hearing;
use solemate::domain::history::Gather;
use solemate::domain::plan::Level;
use solemate::domain::record::{Fact, FactId, PainKind, Rating, Said, SessionRecord, What};
use solemate::domain::routine::Routine;
use solemate::domain::session::CueKind;
use solemate::domain::session::Unfinished;
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Now};
use solemate::domain::trend::Diary;
use solemate::domain::when;
use solemate::store::anatomy;
use solemate::store::desk::{Desk, take_back};
use solemate::store::journal::Journal;
use solemate::store::library::Library;
use solemate::ui::app::{App, Begin, Setup};
use solemate::ui::chosen;
use solemate::ui::effect::{Claim, Claimed, CueQuestions, Effect, Leave, Msg, Opened, Planned, Turn};
use solemate::ui::keymap::{Keymap, Scope};
use solemate::ui::signal::Flash;
use solemate::ui::theme::{Env, Kind, Theme};
use tempfile::TempDir;

use super::live::{START, span, wall};

/// What outlives the program.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    /// Every fact that was written, in that order.
    pub said: Vec<Fact>,
    /// Where a session stands.
    pub checkpoint: Option<Unfinished>,
    /// Nothing more can be written.
    pub full: bool,
    /// So many writes more fail.
    pub failing: u32,
    /// The day on which the first steps were offered last.
    pub offered: Option<NaiveDate>,
    /// The plan.
    pub care: Care,
    /// What was said of one's health; nothing: all of it was asked, and nothing is to be said.
    pub health: Option<Profile>,
    /// The ledger of levels.
    pub levels: Vec<care::Entry>,
    /// What was answered in the cue check, once somebody was asked.
    pub cues: Option<Answers>,
    /// When a day begins, as the settings say.
    pub dawn: Dawn,
    /// Another program lives a session, and says so.
    pub busy: Option<Clean>,
}

/// A program, its clock, and its disk.
pub struct House {
    pub app: App,
    pub disk: Disk,
    /// Everything there was to hear.
    pub heard: Vec<CueKind>,
    /// How much of it was wanted last.
    pub hearing: Hearing,
    /// What was tried in the cue check.
    pub tried: Vec<Channel>,
    /// Which settings were tried.
    pub tried_settings: Vec<String>,
    /// How it was left, once it was.
    pub left: Option<Leave>,
    /// How often the shell had the terminal.
    pub suspended: usize,
    pub now: Now,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// A folder for routines of one's own, once one is edited, and the desk.
    desk: Option<(TempDir, Desk)>,
    /// The settings, once they are changed.
    settings: Option<(TempDir, SettingsDesk)>,
    /// What the person's own editor makes of a text.
    pub outside: fn(&str) -> String,
    /// The terminal shows only ASCII, as the settings find it.
    pub ascii: bool,
    /// What waits for the disk.
    later: Vec<Effect>,
    /// How many facts were on the disk when the history was read.
    known: usize,
}

impl House {
    /// The home screen on a Friday evening, on an empty disk, with the shipped routines.
    pub fn open() -> Self {
        Self::with(Disk::default(), |_| {})
    }

    /// The questions before `routine`.
    pub fn start(routine: Routine) -> Self {
        Self::with(Disk::default(), |setup| setup.begin = Begin::Routine(Box::new(routine)))
    }

    /// A session of `routine`, without questions.
    pub fn live(routine: Routine) -> Self {
        Self::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(routine));
            setup.prefs.check = false;
        })
    }

    /// The program on this disk, set up as it usually is but for `change`.
    pub fn with(disk: Disk, change: impl FnOnce(&mut Setup)) -> Self {
        Self::at("2026-11-20T20:30:00+01:00", disk, change)
    }

    /// The same at a time of its own.
    pub fn at(time: &str, disk: Disk, change: impl FnOnce(&mut Setup)) -> Self {
        let now = Now { moment: Moment::at(START), wall: wall(time), dawn: disk.dawn };
        let recent = counting(&disk.said);
        let is_over =
            |open: &Unfinished| recent.iter().any(|fact| fact.id == open.session && session_in(fact).is_some());
        let mut setup = Setup {
            theme: Theme::new(Kind::Dark),
            keys: Keymap::default(),
            // Nobody here is new to it, unless a test says so.
            prefs: Settings { level: Some(Level::Medium), ..Settings::default() }.prefs(),
            entries: Library::new(None).entries(),
            unfinished: disk.checkpoint.clone().filter(|open| !is_over(open)),
            care: Care {
                health: disk.health.unwrap_or_else(|| Profile::default().with_no_to_the_rest(now.today())),
                ledger: disk.levels.clone(),
                ..disk.care.clone()
            },
            recent,
            more: false,
            first_start: disk.offered != Some(now.today()),
            notices: Vec::new(),
            adjust: Adjustment::default(),
            anyway: false,
            begin: Begin::Home,
        };
        change(&mut setup);
        let (app, turn) = App::new(setup, now);
        let (heard, later) = (Vec::new(), Vec::new());
        let hearing = Hearing::All;
        let tried = Vec::new();
        let mut house = Self {
            app,
            disk,
            heard,
            hearing,
            tried,
            tried_settings: Vec::new(),
            left: None,
            suspended: 0,
            now,
            size: (80, 24),
            desk: None,
            settings: None,
            outside: str::to_owned,
            ascii: false,
            later,
            known: 0,
        };
        house.perform(turn);
        house.settle();
        house
    }

    /// The program was killed; so much later it is started again on what it left on the disk.
    pub fn killed_and_started(self, later: &str) -> Self {
        let wall = self.now.wall + TimeDelta::from_std(span(later)).expect("a span");
        Self::at(&wall.to_rfc3339(), self.disk, |_| {})
    }

    /// The same at once, with the same files of settings.
    pub fn started_again(mut self) -> Self {
        let (settings, size) = (self.settings.take(), self.size);
        Self { settings, size, ..self.killed_and_started("1s") }
    }

    /// Presses keys: letters as they are, others by name: `"j<enter>"`, `"<c-c>"`.
    #[track_caller]
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys_in(keys) {
            self.hear(Msg::Key(key));
        }
        self
    }

    /// Something happens; what is to be kept reaches the disk.
    pub fn hear(&mut self, msg: Msg) {
        self.hear_only(msg);
        self.settle();
        self.drawn(self.size.0, self.size.1);
    }

    /// Something happens and is drawn; what is to be kept has not reached the disk yet.
    pub fn hear_only(&mut self, msg: Msg) {
        let turn = self.app.update(msg, self.now);
        self.perform(turn);
    }

    /// Lets so much time pass, waking the app whenever it wishes.
    pub fn wait(&mut self, length: &str) -> &mut Self {
        let end = self.now.moment.plus(span(length));
        let wish = |app: &App| app.next_wake().into_iter().chain(app.next_day()).min();
        while let Some(wish) = wish(&self.app).filter(|wish| *wish <= end) {
            self.pass(wish.since(self.now.moment));
            self.hear_only(Msg::Tick);
            self.settle();
        }
        self.pass(end.since(self.now.moment));
        self
    }

    /// Time passes unnoticed.
    pub fn pass(&mut self, length: Duration) {
        self.now.moment = self.now.moment.plus(length);
        self.now.wall += TimeDelta::from_std(length).expect("a span");
    }

    /// What the window shows.
    pub fn screen(&self) -> String {
        let (columns, rows) = self.size;
        self.screen_at(columns, rows)
    }

    /// What a window of another size would show.
    pub fn screen_at(&self, columns: u16, rows: u16) -> String {
        let buffer = self.drawn(columns, rows);
        let line = |y| (0..columns).map(|x| symbol(&buffer[(x, y)])).collect::<String>().trim_end().to_owned();
        (0..rows).map(line).collect::<Vec<_>>().join("\n")
    }

    /// The cells of such a window.
    pub fn drawn(&self, columns: u16, rows: u16) -> Buffer {
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        self.app.draw(&mut buffer, self.now);
        buffer
    }

    /// Asserts that the window shows `text`.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        assert!(self.screen().contains(text), "{text:?} is not on the screen:\n{}", self.screen());
        self
    }

    /// Asserts that it does not.
    #[track_caller]
    pub fn hides(&mut self, text: &str) -> &mut Self {
        assert!(!self.screen().contains(text), "{text:?} is on the screen:\n{}", self.screen());
        self
    }

    /// What is left of the segment under way.
    #[track_caller]
    pub fn clock(&mut self) -> Duration {
        let progress = self.app.last_words(self.now).0.expect("a session").progress;
        progress.length - progress.elapsed
    }

    /// Where keys have their meaning.
    pub fn scope(&self) -> Scope {
        self.app.scope()
    }

    /// The facts on the disk that count.
    pub fn kept(&self) -> Vec<Fact> {
        counting(&self.disk.said)
    }

    /// The same as a reading of the journal gives them: each in the place of the line that counts.
    fn read(&self) -> Vec<Fact> {
        let place = |fact: &Fact| self.disk.said.iter().position(|said| said.said() == fact.said());
        let mut facts = self.kept();
        facts.sort_by_key(place);
        facts
    }

    /// The ratings among them.
    pub fn ratings(&self) -> Vec<(Side, PainKind, u8)> {
        let rating = |fact: &Fact| rating_in(fact).map(|rating| (rating.side, rating.kind, rating.value.value()));
        self.kept().iter().filter_map(rating).collect()
    }

    /// The sessions among them.
    pub fn sessions(&self) -> Vec<SessionRecord> {
        self.kept().iter().filter_map(|fact| session_in(fact).cloned()).collect()
    }

    /// The notes among them.
    pub fn notes(&self) -> Vec<String> {
        let note = |fact: &Fact| match &fact.what {
            What::Note(note) => Some(note.text.to_string()),
            _ => None,
        };
        self.kept().iter().filter_map(note).collect()
    }

    /// Writes what waits for the disk, and tells the app how that went.
    pub fn settle(&mut self) {
        while !self.later.is_empty() {
            for effect in std::mem::take(&mut self.later) {
                if let Some(msg) = self.write(effect) {
                    let turn = self.app.update(msg, self.now);
                    self.perform(turn);
                }
            }
        }
    }

    fn write(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Keep(facts) if self.disk.full || self.disk.failing > 0 => {
                assert!(!facts.is_empty());
                self.disk.failing = self.disk.failing.saturating_sub(1);
                Some(Msg::NotKept(Clean::visible("No space left on device")))
            }
            Effect::Keep(facts) => {
                let said: Vec<Said> = facts.iter().map(Fact::said).collect();
                self.disk.said.extend(facts);
                Some(Msg::Kept(said))
            }
            Effect::Claim(Claim::TakeOver) => {
                self.disk.busy = None;
                Some(Msg::TakenOver(self.disk.checkpoint.clone().map(Box::new)))
            }
            Effect::Claim(claim) => Some(Msg::Claimed(match (self.disk.busy.clone(), claim) {
                (Some(who), _) => Claimed::Busy(who),
                (None, Claim::GoOn(session, saved)) => match &self.disk.checkpoint {
                    Some(open) if open.session == session && open.saved == saved => Claimed::Yes,
                    _ => Claimed::Gone(Clean::visible("It went on in another window meanwhile.")),
                },
                (None, _) => match self.disk.checkpoint.clone().map(|open| self.close(&open)) {
                    Some(Err(why)) => Claimed::YesBut(why),
                    _ => Claimed::Yes,
                },
            })),
            Effect::CloseCutOff(session) => {
                let open = self.disk.checkpoint.clone().filter(|open| open.session == session);
                let gone = Clean::visible("It went on in another window meanwhile.");
                Some(Msg::Closed(open.map_or(Err(gone), |open| self.close(&open).map(Box::new))))
            }
            Effect::SaveProgress(_) if self.disk.full || self.disk.busy.is_some() => None,
            Effect::SaveProgress(unfinished) => {
                self.disk.checkpoint = Some(*unfinished);
                None
            }
            Effect::EndProgress(session) => {
                self.disk.checkpoint.take_if(|open| open.session == session);
                None
            }
            Effect::Desk(ask) => self.desk().answer(ask).map(|answer| Msg::Desk(pointed_out(answer))),
            Effect::KeepSettingsDraft(draft) => {
                let at = self.now.wall;
                match draft {
                    Some(draft) => self.settings_desk().keep_draft(draft, at).unwrap(),
                    None => self.settings_desk().drop_draft(),
                }
                None
            }
            Effect::KeepHealth { before, after } => {
                let there = self.disk.health.unwrap_or(before);
                let joined = if there.is_unread { after } else { there.changed(&before, &after) };
                self.disk.health = Some(joined);
                let Disk { care, .. } = &self.disk;
                let planned = Planned {
                    plan: care.plan.clone(),
                    eased: care.eased,
                    health: Some(joined),
                    ledger: None,
                    word: None,
                };
                (joined != after).then(|| Msg::Planned(Box::new(planned), Vec::new()))
            }
            Effect::EnterLevels(entries) => {
                self.disk.levels.extend(entries);
                None
            }
            Effect::Ease(word) => {
                let before = Doses::of(&self.disk.care.plan);
                let (doses, eased) = match word {
                    Word::Back => (self.disk.care.eased.unwrap(), None),
                    _ => (before.eased(), Some(before)),
                };
                self.disk.care.plan.massage.days = doses.days;
                self.disk.care.plan.stretch.per_day = doses.stretches;
                self.disk.care.eased = eased;
                let planned =
                    Planned { plan: self.disk.care.plan.clone(), eased, health: None, ledger: None, word: Some(word) };
                Some(Msg::Planned(Box::new(planned), Vec::new()))
            }
            Effect::KeepOffered(day) => {
                self.disk.offered = Some(day);
                None
            }
            Effect::KeepCues(answers) => {
                let answers = answers.or(self.disk.cues.unwrap_or_default());
                let full = self.disk.full.then(|| Clean::visible("No space left on device"));
                if full.is_none() {
                    self.disk.cues = Some(answers);
                }
                let settings = Settings::default().answered(answers);
                Some(Msg::CuesKept(settings.sound.hearing(), settings.signal(), full))
            }
            _ => None,
        }
    }

    /// The desk, on a disk of its own.
    pub fn desk(&mut self) -> &mut Desk {
        let (_, desk) = self.desk.get_or_insert_with(|| {
            let folder = tempfile::tempdir().unwrap();
            let state = folder.path().join("state");
            let library = Library::new(Some(folder.path().join("routines")));
            let library = library.with_hidden(folder.path().join("hidden")).with_drafts(&state);
            let desk = Desk::new(library, &state);
            (folder, desk)
        });
        desk
    }

    /// The routines: shipped ones, and the person's own once there is a desk.
    fn library(&self) -> Library {
        Library::new(self.desk.as_ref().map(|(folder, _)| folder.path().join("routines")))
    }

    fn ask_settings(&mut self, ask: chosen::Ask) -> Msg {
        let answers = self.disk.cues.unwrap_or_default();
        let locale = Some(if self.ascii { "C" } else { "C.UTF-8" });
        let env = Env { term: Some("xterm-256color"), colorfgbg: Some("15;0"), locale, ..Env::default() };
        let here = Here { answers, theme: &|settings| Theme::choose(settings.theme, env) };
        Msg::Settings(self.settings_desk().answer(ask, here).0)
    }

    /// The person's own editor does to the text what `outside` does.
    fn edit_outside(&mut self, text: &str) -> Result<String, Clean> {
        let at = self.now.wall;
        let lent = match self.app.changes_settings() {
            true => self.settings_desk().lend(text),
            false => self.desk().lend(text, at),
        }?;
        std::fs::write(&lent, (self.outside)(text)).unwrap();
        take_back(&lent)
    }

    fn settings_desk(&mut self) -> &SettingsDesk {
        let (_, desk) = self.settings.get_or_insert_with(|| {
            let folder = tempfile::tempdir().unwrap();
            let desk = SettingsDesk::new(&Places::find(Some(("--data-dir", folder.path()))).unwrap());
            (folder, desk)
        });
        desk
    }

    /// The file of settings.
    pub fn settings_file(&mut self) -> PathBuf {
        self.settings_desk();
        self.settings.as_ref().unwrap().0.path().join("config/config.toml")
    }

    /// What it says, if it is there.
    pub fn settings(&mut self) -> Option<String> {
        std::fs::read_to_string(self.settings_file()).ok()
    }

    /// Somebody writes it.
    pub fn write_settings(&mut self, text: &str) {
        let path = self.settings_file();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Where a file of the desk lies.
    pub fn path(&mut self, file: &str) -> PathBuf {
        self.desk();
        self.desk.as_ref().unwrap().0.path().join(file)
    }

    /// What a routine of one's own says, if there is such a file.
    pub fn own(&mut self, id: &str) -> Option<String> {
        std::fs::read_to_string(self.path(&format!("routines/{id}.toml"))).ok()
    }

    /// Somebody writes a routine of the person's own.
    pub fn write_own(&mut self, id: &str, text: &str) {
        let path = self.path(&format!("routines/{id}.toml"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let entries = self.desk().answer(Ask::List).map(Msg::Desk).unwrap();
        self.hear(entries);
    }

    /// Keeps what was done of a session that was cut off.
    fn close(&mut self, open: &Unfinished) -> Result<SessionRecord, Clean> {
        if self.disk.full {
            return Err(Clean::visible("No space left on device"));
        }
        let record = open.record().unwrap();
        let what = What::Session(record.clone());
        self.disk.said.push(Fact { id: open.session, ..Fact::new(self.now.wall, what) });
        self.disk.checkpoint = None;
        Ok(record)
    }

    fn perform(&mut self, turn: Turn) {
        assert!(turn.go.is_none(), "the app goes there itself");
        for effect in turn.effects {
            let reply = match effect {
                Effect::Claim(_)
                | Effect::Keep(_)
                | Effect::KeepCues(_)
                | Effect::Desk(Ask::KeepDraft(..) | Ask::DropDraft | Ask::List | Ask::Hide(..))
                | Effect::KeepOffered(_)
                | Effect::EnterLevels(_)
                | Effect::KeepHealth { .. }
                | Effect::Ease(_)
                | Effect::KeepSettingsDraft(_)
                | Effect::SaveProgress(_)
                | Effect::EndProgress(_)
                | Effect::CloseCutOff(_) => {
                    self.later.push(effect);
                    continue;
                }
                Effect::Sound(cues) => {
                    self.heard.extend(cues.iter().map(|cue| cue.kind));
                    continue;
                }
                Effect::Hear(hearing) => {
                    self.hearing = hearing;
                    continue;
                }
                Effect::TryCue(channel) => {
                    self.tried.push(channel);
                    continue;
                }
                Effect::Settings(ask) => self.ask_settings(ask),
                Effect::LeaveSettings(unsaved) => {
                    self.settle();
                    let at = self.now.wall;
                    Msg::Settings(chosen::Answer::Left(self.settings_desk().keep_draft(unsaved, at)))
                }
                Effect::TrySetting(_, setting) => {
                    self.tried_settings.push(setting.path());
                    continue;
                }
                Effect::Desk(ask) => match self.desk().answer(ask) {
                    Some(answer) => Msg::Desk(pointed_out(answer)),
                    None => continue,
                },
                Effect::EditOutside { text, .. } => {
                    self.settle();
                    Msg::Edited(self.edit_outside(&text), None)
                }
                Effect::AskCues => Msg::Cues(questions(self.disk.cues)),
                Effect::Redraw => continue,
                Effect::Suspend => {
                    self.settle();
                    self.suspended += 1;
                    continue;
                }
                Effect::Quit(leave) => {
                    self.left = Some(leave);
                    continue;
                }
                Effect::Load(id) => {
                    let loaded = self.library().load(id.as_str());
                    Msg::Loaded(loaded.map(Box::new).map_err(|error| error.one_line()))
                }
                Effect::Reload(id) => {
                    let loaded = self.library().load(id.as_str());
                    Msg::Reloaded(loaded.map(Box::new).map_err(|error| error.one_line()))
                }
                Effect::ReadRecent => Msg::Recent(self.kept(), None),
                Effect::LookOn => Msg::SeenThere(Clean::visible("LEFT CALF knead 0:58 left, 2:00 in all, running")),
                Effect::ReadBook => Msg::Book(Box::new(solemate::store::learn::book())),
                Effect::ReadAnatomy => Msg::Anatomy(Box::new(anatomy::ours()), Vec::new()),
                Effect::LookAtHistory if self.known == self.disk.said.len() => continue,
                Effect::ReadDeleted => {
                    self.settle();
                    let home = TempDir::new().unwrap();
                    let journal = Journal::new(home.path().join("history"), home.path().join("state"));
                    journal.append(&self.disk.said).unwrap();
                    Msg::Deleted(journal.last_deleted())
                }
                Effect::ReadHistory | Effect::LookAtHistory => {
                    // What was said before is on disk by then.
                    self.settle();
                    self.known = self.disk.said.len();
                    let mut gather = Gather::default();
                    self.read().into_iter().for_each(|fact| gather.take(fact));
                    Msg::History(gather.rows(), None)
                }
                Effect::ReadTrends => {
                    let mut diary = Diary::new(self.now.dawn);
                    self.read().iter().for_each(|fact| diary.take(fact));
                    Msg::Trends(Box::new(diary), None)
                }
                Effect::ReadWhen(text, usual) => {
                    let wall = self.now.wall;
                    let at = |local: NaiveDateTime| local.and_local_timezone(*wall.offset()).earliest();
                    Msg::When(when::read(&text, self.now, usual, at).map_err(|why| Clean::visible(&why)))
                }
                Effect::ReadRecord(id) => Msg::Record(self.opened(id).map(Box::new)),
            };
            self.hear_only(reply);
        }
    }

    fn opened(&self, id: FactId) -> Option<Opened> {
        let (found, others): (Vec<_>, Vec<_>) = self.kept().into_iter().partition(|fact| fact.id == id);
        let about = others.into_iter().filter(|fact| match &fact.what {
            What::Pain(rating) => rating.session == Some(id),
            What::Note(note) => note.session == id,
            _ => false,
        });
        Some(Opened { about: about.collect(), fact: found.into_iter().next()? })
    }
}

/// The questions of the cue check on a machine that has everything.
pub fn questions(before: Option<Answers>) -> CueQuestions {
    CueQuestions { trials: trials(), flash: Flash::Border, before: before.unwrap_or_default() }
}

fn trials() -> Vec<Trial> {
    let trial = |channel: Channel| Trial {
        channel,
        tried: Clean::visible(&format!("The {} was tried.", channel.name())),
        remedy: Clean::visible(&format!("Turn the {} up.", channel.name())),
        weight: Weight::Counts,
    };
    Channel::ALL.map(trial).into()
}

/// The facts that count: of each the highest revision, without those that were taken back.
fn counting(said: &[Fact]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for fact in said {
        match facts.iter_mut().find(|known| known.id == fact.id) {
            Some(known) if known.rev < fact.rev => *known = fact.clone(),
            Some(_) => {}
            None => facts.push(fact.clone()),
        }
    }
    facts.retain(|fact| fact.what != What::Removed);
    facts
}

/// What a cell shows; solid areas are painted by their ground alone.
pub fn symbol(cell: &Cell) -> &str {
    let solid = cell.bg != Color::Reset || cell.modifier.contains(Modifier::REVERSED);
    if cell.symbol() == " " && solid && !cell.modifier.contains(Modifier::BOLD) { "█" } else { cell.symbol() }
}

fn rating_in(fact: &Fact) -> Option<&Rating> {
    match &fact.what {
        What::Pain(rating) => Some(rating),
        _ => None,
    }
}

fn session_in(fact: &Fact) -> Option<&SessionRecord> {
    match &fact.what {
        What::Session(record) => Some(record),
        _ => None,
    }
}

/// The keys that a text stands for.
#[track_caller]
pub fn keys_in(text: &str) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        match named {
            Some((name, after)) => {
                keys.push(key_named(name));
                rest = after;
            }
            None => {
                keys.push(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    keys
}

#[track_caller]
fn key_named(name: &str) -> KeyEvent {
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        _ => match (name.strip_prefix("c-").and_then(|name| name.chars().next()), name.strip_prefix('f')) {
            (Some(c), _) => return KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
            (None, Some(number)) => KeyCode::F(number.parse().unwrap()),
            (None, None) => panic!("no key is called {name:?}"),
        },
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

impl Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.screen())
    }
}

/// With what cannot be said in its time, as the driver has it.
fn pointed_out(answer: Answer) -> Answer {
    solemate::sound::cut::pointed_out(answer, &Settings::default().sound)
}
