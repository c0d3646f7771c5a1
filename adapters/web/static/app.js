// The workspace in the browser. Pages come whole from the server; this keeps them fresh and sends what is typed.
import { start as startActing } from "./js/act.js";
import { start as startAttaching } from "./js/attach.js";
import { start as startBoard } from "./js/board.js";
import { start as startComposing } from "./js/compose.js";
import { start as startDecorating } from "./js/decorate.js";
import { start as startKeys } from "./js/keys.js";
import { start as startLive } from "./js/live.js";
import { start as startNavigating } from "./js/navigate.js";
import { start as startTicket } from "./js/ticket.js";

startDecorating();
startAttaching();
startComposing();
startActing();
startTicket();
startBoard();
startKeys();
startNavigating();
startLive();
