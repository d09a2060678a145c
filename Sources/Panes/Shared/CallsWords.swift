import Desk
import Formats
import Records
import ResellerAPI
import Screen

/// How many calls the service still takes, or until when it takes none.
struct CallsWords {
    let state: DeskState

    /// Until when the service takes no calls; nil when it takes them, or its time is over.
    var heldUntil: Double? { state.budget?.heldUntil.flatMap { $0 > state.now ? $0 : nil } }

    /// `held by the service until 12:57`.
    func held(until time: Double, isShort: Bool = false) -> String {
        "\(isShort ? "held" : "held by the service") until \(clock(time))"
    }

    /// `491 calls left this minute`; nothing before the first answer told.
    func left(isShort: Bool) -> String? {
        guard let budget = state.budget else { return nil }
        let words = "\(Numbers.grouped(budget.remaining)) \(budget.remaining == 1 ? "call" : "calls") left"
        if isShort { return words }
        return words + " this minute" + (isAlone ? ", other processes not counted" : "")
    }

    /// Whether calls of other processes are not counted.
    var isAlone: Bool { state.budget?.aloneBecause != nil }

    /// The minute would say nothing within the one that is shown.
    private func clock(_ time: Double) -> String {
        let words = state.clockWords(time)
        guard state.clock(at: time) == state.clock(at: state.now), time - state.now < 60 else { return words }
        return LocalTime(time, in: state.zone)?.clockWithSeconds ?? words
    }
}
