"""Words of the map, the timeline, the graph and the counts; those that begin with ``draw_`` go to the scripts."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "map_lead": (
        "Who is sent from where to where, along which route, through which crossing. "
        "A line is dashed where what it shows is told, not stated by the source itself; a number is a floor "
        "where it says “at least”. A line without a number is not a small one: the number is not stated.",
        "A quién se envía, de dónde a dónde, por qué ruta y por qué cruce. "
        "Una línea es discontinua donde la fuente transmite lo que muestra y no lo afirma ella misma; un número es un "
        "mínimo donde dice «al menos». Una línea sin número no es una línea menor: el número no se indica.",
    ),
    "timeline_lead": (
        "What happened when, as far as the sources say. Few of them give days: a hatched bar means “at some time "
        "within this span”, a dashed edge an uncertain date, a fading end that the source leaves it open.",
        "Qué ocurrió y cuándo, hasta donde lo dicen las fuentes. Pocas dan días: una barra rayada significa «en algún "
        "momento de este lapso»; un borde discontinuo, una fecha incierta; un extremo que se desvanece, que la fuente "
        "lo deja abierto.",
    ),
    "graph_lead": (
        "Agencies, courts, agreements, policies, lawsuits, duties and groups of people, and what links them. "
        "A dashed line is reported, alleged or inferred, not stated by the source itself.",
        "Instituciones, tribunales, acuerdos, políticas, litigios, deberes y grupos de personas, y qué los une. "
        "Una línea discontinua es algo transmitido, alegado o inferido, no afirmado por la propia fuente.",
    ),
    "counts_lead": (
        "Every number that a source gives, with its bounds. A bar that fades to the right is a floor. "
        "Where the source has a word instead of a number there is no bound, and a hatched band says so. "
        "Numbers of different facts may count the same people and must not be added up.",
        "Cada número que da una fuente, con sus límites. Una barra que se desvanece a la derecha es un mínimo. "
        "Donde la fuente usa una palabra y no un número no hay límite, y una banda rayada lo dice. "
        "Los números de hechos distintos pueden contar a las mismas personas y no se deben sumar.",
    ),
    "picture_of_map": ("Map of the flows and routes in the tables below", "Mapa de los flujos y rutas de las tablas"),
    "picture_of_timeline": ("Timeline of the table below", "Cronología de la tabla de abajo"),
    "picture_of_graph": ("Graph of the links in the table below", "Red de las relaciones de la tabla de abajo"),
    "picture_same": ("The same as tables", "Lo mismo en tablas"),
    "picture_json": ("all of it as JSON", "todo como JSON"),
    "picture_query": ("the query that made this table", "la consulta que hizo esta tabla"),
    "picture_script": (
        "The picture is drawn by a script; the tables below hold all that it shows.",
        "La imagen la dibuja un programa del navegador; las tablas de abajo contienen todo lo que muestra.",
    ),
    "picture_lacking": (
        "This server was set up without the packages that draw the picture: `make setup`, with access to the npm "
        "registry, adds them. The tables below hold the same content.",
        "Este servidor se instaló sin los paquetes que dibujan la imagen: `make setup`, con acceso al registro de npm, "
        "los añade. Las tablas de abajo tienen el mismo contenido.",
    ),
    "picture_lost": (
        "Named in the tables, but without a position on the map",
        "Nombrados en las tablas, pero sin posición en el mapa",
    ),
    "picture_ring": (
        "A ring is a place whose position was set by hand. Countries: Natural Earth; towns: GeoNames.",
        "Un anillo es un lugar cuya posición se puso a mano. Países: Natural Earth; ciudades: GeoNames.",
    ),
    "picture_find": ("Show in the picture", "Mostrar en la imagen"),
    "picture_all": ("everything", "todo"),
    "picture_near": ("routes and crossings", "rutas y cruces"),
    "picture_kinds": ("Show", "Mostrar"),
    "picture_nothing": ("Nothing is recorded for this picture.", "No consta nada para esta imagen."),
    "picture_unbound": ("no number, so no bound", "sin número y por tanto sin límite"),
    "draw_records": ("records", "registros"),
    "draw_record": ("record", "registro"),
    "draw_not_stated": ("number not stated", "número no indicado"),
    "draw_failed": (
        "The picture could not be drawn; the tables below hold the same content.",
        "No se pudo dibujar la imagen; las tablas de abajo tienen el mismo contenido.",
    ),
    "draw_close": ("close", "cerrar"),
    "draw_zoom_in": ("zoom in", "acercar"),
    "draw_zoom_out": ("zoom out", "alejar"),
    "draw_all": ("show everything", "mostrar todo"),
    "draw_open": ("open its page", "abrir su página"),
    "draw_from": ("from", "desde"),
    "draw_to": ("to", "hasta"),
    "draw_span": ("from and to these days", "de tal día a tal día"),
    "draw_within": ("some time within this span", "en algún momento de este lapso"),
    "draw_unsure": ("uncertain date", "fecha incierta"),
    "draw_open_end": ("open at one end", "abierta por un lado"),
    "draw_day": ("one day", "un día"),
    "draw_links": ("links", "relaciones"),
    "draw_choose": ("choose a node", "elija un nodo"),
    "draw_told": ("told or inferred, not stated", "transmitido o inferido, no afirmado"),
    "draw_stated": ("stated by the source", "afirmado por la fuente"),
    "draw_route": ("route", "ruta"),
    "draw_pill": (
        "so many records behind a line; the number of people is not stated",
        "tantos registros detrás de una línea; el número de personas no se indica",
    ),
    "draw_border": ("border", "frontera"),
    "draw_place": ("place", "lugar"),
}
