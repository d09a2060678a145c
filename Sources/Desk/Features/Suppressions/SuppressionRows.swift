import ResellerAPI

extension DeskState {
    /// Some rows of the suppressions pane, newest first; those without a time come last.
    package func suppressionRows(from start: Int, count: Int) -> ArraySlice<Suppression> {
        guard let detail else { return [] }
        let rows = suppressions.list.map { detail.newestFirst[$0] ?? [] } ?? detail.newestOfAll
        let from = min(max(0, start), rows.count)
        return rows[from..<min(rows.count, from + max(0, count))]
    }

    /// Rows of the suppressions pane.
    package var suppressionCount: Int {
        guard let detail else { return 0 }
        return suppressions.list.map { detail.newestFirst[$0]?.count ?? 0 } ?? detail.newestOfAll.count
    }
}

extension DeskState {
    /// The domain that most of the addresses shown have in common.
    package var commonDomain: CommonDomain? {
        guard let detail else { return nil }
        return suppressions.list.map { detail.commonDomains[$0] } ?? detail.commonDomain
    }
}

extension DeskState {
    /// The address under the cursor of the suppressions pane.
    var suppressionUnderCursor: Suppression? {
        suppressionRows(from: suppressions.cursor, count: 1).first
    }

    /// Keeps the cursor on its address when others come in; at the top it follows what is new.
    mutating func followSuppression(_ entry: Suppression?) {
        guard let entry, suppressions.cursor > 0, suppressionUnderCursor != entry, let detail else { return }
        let rows = suppressions.list.map { detail.newestFirst[$0] ?? [] } ?? detail.newestOfAll
        guard let index = rows.firstIndex(of: entry) else { return }
        suppressions.top += index - suppressions.cursor
        suppressions.cursor = index
    }
}

extension CustomerDetail {
    /// Takes the answer for one list, and keeps it in the order of the screen: drawing then only cuts out rows.
    mutating func suppressionsAnswered(
        _ list: SuppressionList, _ result: Result<[Suppression], APIError>, at now: Double
    ) {
        guard suppressions[list, default: Loadable()].answered(result, at: now) else { return }
        guard case .success(let entries) = result else { return }
        newestFirst[list] = Self.newestFirst(entries)
        commonDomains[list] = CommonDomain(of: entries)
        newestOfAll = SuppressionList.allCases.reduce(into: []) { merged, list in
            merged = Self.merged(merged, newestFirst[list] ?? [])
        }
        // A list that is all there is was looked through already.
        commonDomain = newestOfAll.count == entries.count ? commonDomains[list] : CommonDomain(of: newestOfAll)
    }

    /// The service sends them by time, so turning round is nearly always enough.
    private static func newestFirst(_ entries: [Suppression]) -> [Suppression] {
        let reversed = Array(entries.reversed())
        let isSorted = zip(reversed, reversed.dropFirst()).allSatisfy { !isNewer($1, $0) }
        return isSorted ? reversed : reversed.sorted(by: isNewer)
    }

    private static func merged(_ one: [Suppression], _ other: [Suppression]) -> [Suppression] {
        if one.isEmpty || other.isEmpty { return one + other }
        var result: [Suppression] = []
        result.reserveCapacity(one.count + other.count)
        var (left, right) = (0, 0)
        while left < one.count, right < other.count {
            if isNewer(other[right], one[left]) {
                result.append(other[right])
                right += 1
            } else {
                result.append(one[left])
                left += 1
            }
        }
        return result + one[left...] + other[right...]
    }

    private static func isNewer(_ one: Suppression, _ other: Suppression) -> Bool {
        switch (one.created, other.created) {
        case (let one?, let other?): one > other
        case (.some, nil): true
        default: false
        }
    }
}
