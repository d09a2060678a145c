/// The places and customers that were looked at, to go back and forward in.
package struct History: Sendable, Equatable {
    /// One stop on the way: a view, and the customer that it showed.
    package struct Stop: Sendable, Hashable, ExpressibleByStringLiteral {
        package let place: Place
        package let user: String?

        package init(_ place: Place, user: String?) {
            self.place = place
            self.user = user
        }

        /// A customer on the desk.
        package init(stringLiteral user: String) { self.init(Place(), user: user) }
    }

    package var visited: [Stop] = []
    /// Steps back from the newest.
    package var depth = 0

    package init() {}

    var canGoBack: Bool { depth + 1 < visited.count }
    var canGoForward: Bool { depth > 0 }

    /// Notes a customer on the desk.
    mutating func visit(_ user: String) { visit(Stop(Place(), user: user)) }

    /// Notes a stop; what lay before it in the way forward is cut off.
    mutating func visit(_ stop: Stop) {
        guard visited.isEmpty || visited[visited.count - 1 - depth] != stop else { return }
        visited.removeLast(depth)
        depth = 0
        visited.append(stop)
        if visited.count > 100 { visited.removeFirst() }
    }
}

extension DeskState {
    /// Where the desk is now, as a stop of the way.
    var stop: History.Stop {
        History.Stop(place, user: place.view == .desk || place.view.isOfOneCustomer ? subject : nil)
    }
}
