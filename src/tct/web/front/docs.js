// The page of the API: Swagger UI over this server's own description, with no other host.
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";

const place = document.getElementById("swagger");
SwaggerUI({
  domNode: place,
  url: place.dataset.description,
  deepLinking: false,
  defaultModelsExpandDepth: -1,
  docExpansion: "none",
  filter: true,
  syntaxHighlight: false,
  validatorUrl: null,
});
