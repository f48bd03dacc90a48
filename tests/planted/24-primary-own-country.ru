#+ rule = "24"
#+ fires = ["shape:third-country-is-not-own-primary"]
#+ focus = "movement:us-to-mexico-2025"
#+ why = "Mexicans become one of the main groups among the non-Mexicans sent to Mexico."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { movement:us-to-mexico-2025 tct:primaryNationality country:mx } }
