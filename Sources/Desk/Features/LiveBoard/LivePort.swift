import Records

/// Figures and alarms as they are kept, and who collects them.
package struct LivePort: Sendable {
    /// Whether this process may collect.
    package enum Hold: Sendable, Equatable {
        case mine
        case other(String)
        /// Nothing can be kept, and why: this process collects for itself.
        case unkept(String)
    }

    /// Who collects where this process does not and no other does.
    package static let nobody = ""

    /// Takes or renews the right to collect for this account.
    package var hold: @Sendable () async -> Hold
    package var release: @Sendable () async -> Void
    /// A part of the figures read after a time, in the order of their usernames: `(read after, username after, limit)`.
    package var figures: @Sendable (Double, String?, Int) async -> Outcome<[CustomerFigures]>
    package var saveFigures: @Sendable ([CustomerFigures]) async -> Outcome<Bool>
    package var alarms: @Sendable () async -> Outcome<[Alarm]>
    /// Keeps what the program saw of alarms; what persons said stays.
    package var sawAlarms: @Sendable ([Alarm]) async -> Outcome<Bool>
    /// Keeps state, who said so, when and the note of alarms.
    package var saidAlarms: @Sendable ([Alarm]) async -> Outcome<Bool>
    package var status: @Sendable () async -> Outcome<CollectorStatus?>
    package var saveStatus: @Sendable (CollectorStatus) async -> Outcome<Bool>

    package init(
        hold: @escaping @Sendable () async -> Hold, release: @escaping @Sendable () async -> Void,
        figures: @escaping @Sendable (Double, String?, Int) async -> Outcome<[CustomerFigures]>,
        saveFigures: @escaping @Sendable ([CustomerFigures]) async -> Outcome<Bool>,
        alarms: @escaping @Sendable () async -> Outcome<[Alarm]>,
        sawAlarms: @escaping @Sendable ([Alarm]) async -> Outcome<Bool>,
        saidAlarms: @escaping @Sendable ([Alarm]) async -> Outcome<Bool>,
        status: @escaping @Sendable () async -> Outcome<CollectorStatus?>,
        saveStatus: @escaping @Sendable (CollectorStatus) async -> Outcome<Bool>
    ) {
        self.hold = hold
        self.release = release
        self.figures = figures
        self.saveFigures = saveFigures
        self.alarms = alarms
        self.sawAlarms = sawAlarms
        self.saidAlarms = saidAlarms
        self.status = status
        self.saveStatus = saveStatus
    }
}
