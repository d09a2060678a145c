/// A list of choices as a person sees it; one drawing serves all of them.
package struct Menu: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package enum Mark: Sendable { case none, on, up, down }

        package var words: String
        package var mark = Mark.none
        /// Said after the words, dim, where there is room.
        package var note = ""
        /// What the mark says, for a front end of lines; empty where there is none.
        package var standing = ""
        /// Whether more is asked before anything is done.
        package var asks = false
    }

    /// What it is for, and about whom. Where a choice acts, the title stands whole or nothing can be chosen.
    package var title: String
    /// In the frame where the title is too long for it; the title then stands below.
    package var shortTitle = ""
    package var rows: [Row]
    package var cursor: Int
    /// What Enter does, in a word or two.
    package var verb: String
    /// What Esc does.
    package var leaving = "leave"
    /// A line below the choices.
    package var foot = ""
    /// Whether choosing does something that stays.
    package var acts = false
}

/// A menu that needs no drawing of its own.
protocol ListMenu: MenuOverlay {
    func menu(_ state: DeskState) -> Menu
}

extension ListMenu {
    func rowCount(_ state: DeskState) -> Int { menu(state).rows.count }
}
