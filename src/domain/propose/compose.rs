//! The steps chosen, ordered and fitted.

use std::cmp::Reverse;

use super::picks::{self, Pick};
use super::{Complaint, MINUTES, Proposal, Taken, Tool, Which, Why, Wishes};
use crate::domain::advice::{Advice, FRICTION};
use crate::domain::body::{Feet, Technique, Zone};
use crate::domain::fit::{Adjustment, Dose, Fit, PERCENT, PERCENT_STEP};
use crate::domain::health::Verdict;
use crate::domain::order;
use crate::domain::plan::{Choice, Plan};
use crate::domain::routine::{Order, Routine, RoutineId, Sides, Step, Work};
use crate::domain::text::Clean;
use crate::domain::time::Seconds;

/// So much more than there is time for is taken in, in percent: the rest is shortened, and no step to crumbs.
const TAKEN_IN: u64 = 120;

/// A step of the library in a proposal.
#[derive(Clone, Copy)]
struct Piece<'l> {
    pick: Pick,
    from: &'l Routine,
    at: usize,
    step: &'l Step,
    /// How much it is wanted, 0 the most.
    rank: usize,
}

/// What the answers make of the library: the shipped routines, by whose steps it is composed. `sore` are the feet that
/// the settings name.
///
/// It is never longer than the minutes, needs nothing that is not at hand, and is within a tenth of the minutes where the
/// library has so much for the complaint. `None` where `library` lacks the steps it is made of.
pub fn propose(library: &[Routine], wishes: &Wishes, sore: Feet) -> Option<Proposal> {
    let minutes = wishes.minutes.clamp(*MINUTES.start(), *MINUTES.end());
    let composer = Composer { library, wishes, choice: choice(wishes.which, sore), minutes };
    let (wanted, mut left_out) = composer.wanted();
    if wanted.is_empty() {
        return None;
    }
    let mut chosen: Vec<Piece> = Vec::new();
    for piece in wanted {
        let with: Vec<Piece> = chosen.iter().copied().chain([piece]).collect();
        let most = u64::from(minutes) * 60 * TAKEN_IN / 100;
        if chosen.is_empty() || composer.length(&with) <= most {
            chosen = with
        } else {
            left_out.push((piece, Why::NoTime))
        }
    }
    let mut best = loop {
        match composer.done(&chosen) {
            Some(done) => break done,
            None if chosen.len() > 1 => left_out.extend(chosen.pop().map(|last| (last, Why::NoTime))),
            None => return None,
        }
    };
    // Time is left over: one that seemed too long is worth taking in at less than it has on paper.
    while best.is_short(minutes)
        && let Some((at, done)) =
            left_out.iter().enumerate().filter(|(_, (_, why))| *why == Why::NoTime).find_map(|(at, (piece, _))| {
                let with: Vec<Piece> = chosen.iter().copied().chain([*piece]).collect();
                Some((at, composer.done(&with).filter(|done| done.total > best.total)?))
            })
    {
        chosen.push(left_out.remove(at).0);
        best = done;
    }
    let Done { pieces, doses, routine, total } = best;
    let taken = pieces.iter().zip(&doses).map(|(piece, dose)| Taken {
        from: piece.from.id.clone(),
        at: piece.at,
        dose: (*dose != on_paper(piece.step)).then(|| dose.clone()),
    });
    Some(Proposal { taken: taken.collect(), left_out: named(&left_out, &pieces), total, routine, minutes })
}

/// A choice of steps, fitted.
struct Done<'l> {
    pieces: Vec<Piece<'l>>,
    doses: Vec<Dose>,
    routine: Routine,
    total: Seconds,
}

impl Done<'_> {
    const fn is_short(&self, minutes: u32) -> bool {
        self.total.0 * 10 < minutes * 60 * 9
    }
}

const fn choice(which: Which, sore: Feet) -> Choice {
    let work = match which {
        Which::Both | Which::Sore => Feet::Both,
        Which::Left => Feet::Left,
        Which::Right => Feet::Right,
    };
    Choice {
        sore,
        work,
        first: crate::domain::plan::First::Left,
        level: crate::domain::plan::Level::Medium,
        ceilings: crate::domain::plan::Ceilings::USUAL,
    }
}

fn on_paper(step: &Step) -> Dose {
    Dose { work: step.work.clone(), rounds: step.rounds }
}

/// Each technique that is left out, once, and none that is there.
fn named(left_out: &[(Piece, Why)], pieces: &[Piece]) -> Vec<(&'static str, Why)> {
    let mut names: Vec<(&'static str, Why)> = Vec::new();
    for (piece, why) in left_out {
        let Some(technique) = piece.step.technique else { continue };
        let is_there = pieces.iter().any(|there| there.step.technique.map(Technique::name) == Some(technique.name()));
        if !is_there && !names.iter().any(|(known, _)| *known == technique.name()) {
            names.push((technique.name(), *why));
        }
    }
    names
}

struct Composer<'l> {
    library: &'l [Routine],
    wishes: &'l Wishes,
    choice: Choice,
    minutes: u32,
}

impl<'l> Composer<'l> {
    fn is_flare_up(&self) -> bool {
        self.wishes.complaints().contains(&Complaint::FlareUp)
    }

    fn piece(&self, pick: Pick, rank: usize) -> Option<Piece<'l>> {
        let from = self.library.iter().find(|routine| routine.id.as_str() == pick.routine)?;
        let at = from.steps.iter().position(|step| step.name.as_str() == pick.step)?;
        Some(Piece { pick, from, at, step: &from.steps[at], rank })
    }

    /// The same for what belongs to others; none where the health profile leaves it out.
    fn beside(&self, pick: Pick) -> Option<Piece<'l>> {
        self.piece(pick, 0).filter(|piece| !self.wishes.guard.judge_step(piece.step).is_hidden())
    }

    /// The steps that can be done, the most wanted first, and those that cannot.
    fn wanted(&self) -> (Vec<Piece<'l>>, Vec<(Piece<'l>, Why)>) {
        let lists: Vec<Vec<Pick>> =
            self.wishes.complaints().iter().map(|complaint| picks::of(*complaint, self.minutes)).collect();
        let gentle = picks::of(Complaint::FlareUp, self.minutes);
        let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
        let in_turn = (0..longest).flat_map(|rank| lists.iter().filter_map(move |list| list.get(rank).copied()));
        let (mut wanted, mut left_out): (Vec<Piece>, Vec<(Piece, Why)>) = (Vec::new(), Vec::new());
        for piece in in_turn.filter_map(|pick| self.piece(pick, 0)) {
            let lacks = piece.pick.tools.iter().find(|tool| !self.wishes.tools.contains(tool));
            let is_daily = self.wishes.complaints().iter().any(|complaint| complaint.when().is_some());
            let why = if let Verdict::Hidden(because) = self.wishes.guard.judge_step(piece.step) {
                Some(Why::Health(because))
            } else if self.is_flare_up() && !gentle.contains(&piece.pick) {
                Some(Why::FlareUp)
            } else if is_daily && piece.step.technique == Some(Technique::CrossFriction) {
                Some(Why::DayBetween)
            } else {
                lacks.map(|tool| Why::Without(*tool))
            };
            match why {
                Some(why) => left_out.push((piece, why)),
                None if wanted.iter().any(|other| are_alike(other.step, piece.step)) => {}
                None => wanted.push(Piece { rank: wanted.len(), ..piece }),
            }
        }
        (wanted, left_out)
    }

    /// With what begins, prepares and ends them, in the order in which they are done.
    fn laid_out(&self, chosen: &[Piece<'l>]) -> Vec<Piece<'l>> {
        let mut work = chosen.to_vec();
        order::by_key(&mut work, |piece| (picks::place(piece.step.position, piece.step.technique), piece.rank));
        let mut all: Vec<Piece> = Vec::new();
        let first = work.first().and_then(|piece| piece.step.position);
        let start = first.and_then(|position| picks::beginning(position, self.is_flare_up()));
        all.extend(start.and_then(|pick| self.beside(pick)));
        for piece in &work {
            let Some(technique) = piece.step.technique else { continue };
            let prepares = picks::before(technique).and_then(|pick| self.beside(pick));
            all.extend(prepares.filter(|new| !all.iter().any(|there| there.pick == new.pick)));
            all.push(*piece);
            all.extend(picks::after(technique).and_then(|pick| self.beside(pick)));
        }
        let complaints = self.wishes.complaints();
        let end = complaints.iter().filter(|one| **one == Complaint::FlareUp || !self.is_flare_up());
        let end = end.filter_map(|complaint| picks::ending(*complaint)).find(|pick| self.has(pick.tools));
        all.extend(end.and_then(|pick| self.beside(pick)));
        all
    }

    fn has(&self, tools: &[Tool]) -> bool {
        tools.iter().all(|tool| self.wishes.tools.contains(tool))
    }

    /// These steps and what belongs to them, fitted; nothing where one would have to be left out.
    fn done(&self, chosen: &[Piece<'l>]) -> Option<Done<'l>> {
        let pieces = self.laid_out(chosen);
        let doses = self.fitted(&pieces)?;
        let routine = self.routine(&pieces, Some(&doses))?;
        Some(Done { total: self.total(&routine), pieces, doses, routine })
    }

    /// Seconds on paper.
    fn length(&self, chosen: &[Piece<'l>]) -> u64 {
        self.routine(&self.laid_out(chosen), None).map_or(u64::MAX, |routine| self.total(&routine).0.into())
    }

    fn total(&self, routine: &Routine) -> Seconds {
        let total = Plan::unroll(routine, self.choice).total().as_secs();
        Seconds(u32::try_from(total).unwrap_or(u32::MAX))
    }

    /// The dose of each piece, so that all of them take as many of the minutes as they can; nothing where that does not
    /// go without leaving one out.
    fn fitted(&self, pieces: &[Piece]) -> Option<Vec<Dose>> {
        let mut paper = self.routine(pieces, None)?;
        // What is chosen is shortened alike.
        paper.steps.iter_mut().for_each(|step| step.priority = Some(1));
        let fit = |percent| {
            let wish = Adjustment { minutes: Some(self.minutes), percent, ..Adjustment::default() };
            let fit = Fit::new(&paper, self.choice, &wish);
            let doses: Option<Vec<Dose>> = fit.steps.iter().map(|step| step.today.clone()).collect();
            doses.filter(|_| !fit.over)
        };
        let short =
            |percent: u32| u64::from(self.total(&paper).0) * u64::from(percent) < u64::from(self.minutes) * 6000;
        let mut percent = 100;
        while percent < *PERCENT.end() && short(percent) {
            percent += PERCENT_STEP;
        }
        let mut doses = fit(percent).or_else(|| fit(100))?;
        for (piece, dose) in pieces.iter().zip(&mut doses) {
            keep_in_bounds(piece.step, dose);
        }
        Some(doses)
    }

    fn routine(&self, pieces: &[Piece], doses: Option<&[Dose]>) -> Option<Routine> {
        let mut steps: Vec<Step> = pieces.iter().map(|piece| self.sided(piece.step)).collect();
        for (step, dose) in steps.iter_mut().zip(doses.unwrap_or_default()) {
            if (&step.work, step.rounds) != (&dose.work, dose.rounds) {
                (step.work, step.rounds) = (dose.work.clone(), dose.rounds);
                step.source = with_dose(&step.source);
            }
        }
        let clean = |text: &str| Clean::visible(text);
        let has_friction = steps.iter().any(|step| step.technique == Some(Technique::CrossFriction));
        let mut when: Vec<Clean> = self
            .wishes
            .complaints()
            .iter()
            .filter(|one| !self.is_flare_up() || **one == Complaint::FlareUp)
            .filter_map(|one| one.when())
            .map(clean)
            .collect();
        when.extend(has_friction.then(|| clean("calm day")));
        let used = |tool: &Tool| pieces.iter().any(|piece| piece.pick.tools.contains(tool));
        let is_one_sided = matches!(self.wishes.which, Which::Left | Which::Right);
        Some(Routine {
            id: RoutineId::new("proposal").ok()?,
            name: clean(self.wishes.name()),
            goal: Some(clean(&self.wishes.goal())),
            when,
            rules: Vec::new(),
            equipment: Tool::ALL.iter().copied().filter(used).map(|tool| clean(tool.equipment())).collect(),
            level: Some(if self.is_flare_up() { 1 } else { 2 }),
            order: Order::Step,
            sources: sources(pieces),
            meant: if is_one_sided { vec![Advice::UnequalSides] } else { Vec::new() },
            steps,
        })
    }

    /// For the side that is asked for.
    fn sided(&self, step: &Step) -> Step {
        let mut step = step.clone();
        if step.sides == Sides::Each {
            step.sides = self.wishes.which.sides();
        }
        step
    }
}

/// Friction stays within its bound, whatever time there is; what only prepares or ends is not drawn out.
fn keep_in_bounds(step: &Step, dose: &mut Dose) {
    let most = match step.technique {
        Some(Technique::CrossFriction) => Some(FRICTION),
        Some(Technique::Settle) => match &step.work {
            Work::Time { length, .. } => Some(length.most()),
            _ => None,
        },
        _ => None,
    };
    if let (Some(most), Work::Time { length, .. }) = (most, &mut dose.work) {
        (length.left, length.right) = (length.left.min(most), length.right.min(most));
    }
}

/// Whether two steps do the same to the same place: one of them is enough.
fn are_alike(one: &Step, other: &Step) -> bool {
    let parts = |step: &Step| step.zones.iter().flat_map(|zone| parts_of(*zone)).copied().collect::<Vec<_>>();
    one.technique == other.technique && parts(one).iter().any(|zone| parts(other).contains(zone))
}

const fn parts_of(zone: Zone) -> &'static [Zone] {
    match zone {
        Zone::CalfAll => &[Zone::CalfUpper, Zone::CalfLower],
        Zone::SoleAll => &[Zone::SoleBall, Zone::Arch, Zone::ArchInner, Zone::ArchOuter, Zone::HeelRim],
        Zone::Whole => &[Zone::Whole],
        Zone::CalfUpper => &[Zone::CalfUpper],
        Zone::CalfLower => &[Zone::CalfLower],
        Zone::Hamstring => &[Zone::Hamstring],
        Zone::SoleBall => &[Zone::SoleBall],
        Zone::Arch => &[Zone::Arch],
        Zone::ArchInner => &[Zone::ArchInner],
        Zone::ArchOuter => &[Zone::ArchOuter],
        Zone::HeelRim => &[Zone::HeelRim],
        Zone::Toes => &[Zone::Toes],
        Zone::Ankle => &[Zone::Ankle],
    }
}

/// Where a step comes from, when its dose does not.
fn with_dose(source: &[Clean]) -> Vec<Clean> {
    let (own, others): (Vec<&Clean>, Vec<&Clean>) = source.iter().partition(|one| one.starts_with("our own choice"));
    let own = own.first().map_or_else(|| "our own choice: dose".to_owned(), |own| format!("{own}, dose"));
    others.into_iter().cloned().chain([Clean::visible(&own)]).collect()
}

/// What the codes of the steps stand for, S before R, by number.
fn sources(pieces: &[Piece]) -> Vec<Clean> {
    let code = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let mut lines: Vec<Clean> = Vec::new();
    for piece in pieces {
        let named = |line: &&Clean| piece.step.source.iter().any(|one| one.as_str() == code(line));
        for line in piece.from.sources.iter().filter(named) {
            if !lines.iter().any(|known| code(known) == code(line)) {
                lines.push(line.clone());
            }
        }
    }
    let order = |line: &Clean| {
        let code = code(line);
        let (letter, number) = code.split_at(code.len().min(1));
        (Reverse(letter.to_owned()), number.parse::<u32>().unwrap_or(u32::MAX))
    };
    order::by_key(&mut lines, order);
    lines
}
