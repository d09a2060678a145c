import Changes
import Records
import ResellerAPI
import StateStore

/// What a call would do to many, as each of them stands now.
package struct BulkOutlook: Sendable, Equatable {
    /// How many of them it does more harm to than its name tells, by what it is: `have no limit now`.
    package struct Danger: Sendable, Equatable {
        package let words: String
        package var count: Int

        package init(words: String, count: Int) {
            self.words = words
            self.count = count
        }
    }

    package var dangers: [Danger] = []
    /// Of how many it is not known.
    package var unknown = 0
    package var all: Int

    package init(all: Int) { self.all = all }

    package var isDangerous: Bool { !dangers.isEmpty || unknown > 0 }

    mutating func take(_ outlook: Outlook) {
        guard let words = outlook.ofMany, outlook.isDangerous else { return }
        if let place = dangers.firstIndex(where: { $0.words == words }) {
            dangers[place].count += 1
        } else {
            dangers.append(Danger(words: words, count: 1))
        }
    }
}

extension DeskReducer {
    /// Up to so many are read one by one; of more the figures that are kept have to do.
    private static let mostReadEach = 50

    /// Finds out to how many the call does more than its name tells; nothing where it does the same to all.
    func foresee(_ state: inout DeskState, _ preview: BulkPreview) -> Effect<DeskAction> {
        guard let look = preview.operation.bulkLook else { return .none }
        var preview = preview
        preview.isReading = true
        state.overlay = .bulk(.preview(preview))
        let environment = environment
        return .run { [preview] send in
            let isFew = preview.targets.count <= Self.mostReadEach
            let outlook =
                switch look {
                case .list: await Self.outlookOfList(preview, environment)
                case .each where isFew: await Self.outlookOfEach(preview, environment)
                case .limits where isFew: await Self.outlookOfEach(preview, environment)
                case .limits: await Self.outlookOfKept(preview, environment)
                case .each: Self.unknown(preview)
                }
            guard !Task.isCancelled else { return }
            await send(.bulk(.foreseen(preview.targets, preview.operation, outlook)))
        }
        .cancellable(id: EffectName.preparing, cancelInFlight: true)
    }

    func foreseen(
        _ state: inout DeskState, _ targets: BulkTargets, _ operation: ResellerAPI.Operation, _ outlook: BulkOutlook
    ) {
        guard case .bulk(.preview(var preview)) = state.overlay, preview.targets == targets,
            preview.operation == operation
        else { return }
        preview.isReading = false
        preview.outlook = outlook
        if outlook.isDangerous {
            preview.typed = TextEntry()
            preview.beginAnew()
        }
        state.overlay = .bulk(.preview(preview))
    }

    private static func request(_ preview: BulkPreview, _ index: Int) -> Request {
        Request(preview.operation, preview.targets.parameters(at: index, shared: preview.shared))
    }

    private static func unknown(_ preview: BulkPreview) -> BulkOutlook {
        var outlook = BulkOutlook(all: preview.targets.count)
        outlook.unknown = outlook.all
        return outlook
    }

    /// One read a row.
    private static func outlookOfEach(_ preview: BulkPreview, _ environment: DeskEnvironment) async -> BulkOutlook {
        let looking = Looking { await environment.read($0, .visible).result }
        var outlook = BulkOutlook(all: preview.targets.count)
        for index in 0..<preview.targets.count where !Task.isCancelled {
            let request = request(preview, index)
            switch await looking.look(request) {
            case .success(let image?): outlook.take(request.outlook(from: image))
            default: outlook.unknown += 1
            }
        }
        return outlook
    }

    /// One read for all: the list has everybody whom it concerns.
    private static func outlookOfList(_ preview: BulkPreview, _ environment: DeskEnvironment) async -> BulkOutlook {
        var outlook = BulkOutlook(all: preview.targets.count)
        guard outlook.all > 0, let list = request(preview, 0).observation.map({ Request($0.operation) }),
            case .success(let reply) = await environment.read(list, .visible).result
        else { return unknown(preview) }
        let records = reply.records
        for index in 0..<outlook.all where !Task.isCancelled {
            let request = request(preview, index)
            outlook.take(request.outlook(from: request.image(in: records)))
        }
        return outlook
    }

    /// The limits that are kept of all customers.
    private static func outlookOfKept(_ preview: BulkPreview, _ environment: DeskEnvironment) async -> BulkOutlook {
        var limits: [String: StateImage] = [:]
        if let live = environment.live {
            var last: String?
            while case .done(let part) = await live.figures(0, last, 2000), !part.isEmpty, !Task.isCancelled {
                for figures in part { limits[figures.username] = StateImage(figures.limit) }
                last = part.last?.username
            }
        }
        var outlook = BulkOutlook(all: preview.targets.count)
        for index in 0..<outlook.all where !Task.isCancelled {
            let request = request(preview, index)
            if let image = limits[preview.targets.name(at: index)] {
                outlook.take(request.outlook(from: image))
            } else {
                outlook.unknown += 1
            }
        }
        return outlook
    }
}

extension StateImage {
    /// A limit as it is kept; nil where it was never read.
    init?(_ limit: LimitState) {
        switch limit {
        case .unread: return nil
        case .unlimited: self = .absent
        case .limited(let limit): self.init(limit)
        }
    }
}
